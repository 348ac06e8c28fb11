import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {Engine} from '../engine/engine.js';
import {EventLog} from '../engine/log.js';
import {emptyModel} from '../model/model.js';
import {reduce} from '../model/reduce.js';
import type {RunOptions} from '../options.js';
import {runScreen} from '../ui/screen.js';

/**
 * Opens the screen and runs everything until the user quits; no process is left behind.
 *
 * @returns The exit code: 130 when it was not `q` that ended it.
 * @throws When the processes cannot work; the terminal is as it was before.
 */
export async function screen(options: RunOptions, look: {ascii: boolean; version: string}): Promise<number> {
	const log = new EventLog(Date.now);
	let engine: Engine | undefined;
	let model = emptyModel;
	log.subscribe(event => {
		model = reduce(model, event);
	});

	const failure = new AbortController();
	const shown = runScreen(
		{
			...look,
			source: {subscribe: listener => log.subscribe(listener), events: () => log.events, model: () => model},
			dispatch: command => engine?.dispatch(command) ?? {done: false, message: 'the processes are starting'},
			now: Date.now,
			workflows: options.scenarios.map(({name}) => name),
			store: 'embedded store',
			readSource,
			live: true,
		},
		{stdin: process.stdin, stdout: process.stdout, signal: failure.signal},
	);

	try {
		// The first frame is drawn by now: the engine, and the SDK with it, need not be loaded before it.
		const {Engine} = await import('../engine/engine.js');
		engine = new Engine(options, log);
		engine.start();
		engine.failed.catch(error => failure.abort(error));
	} catch (error) {
		failure.abort(error);
	}

	const end = await shown;
	await engine?.stop();
	failure.signal.throwIfAborted();
	return end === 'quit' ? 0 : 130;
}

/** The lines of a file that a call site named; null when it cannot be read. */
function readSource(file: string): readonly string[] | null {
	try {
		return readFileSync(file.startsWith('file:') ? fileURLToPath(file) : file, 'utf8').split(/\r?\n/);
	} catch {
		return null;
	}
}
