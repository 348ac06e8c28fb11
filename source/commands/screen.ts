import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {Engine} from '../engine/engine.js';
import {emptyModel} from '../model/model.js';
import {reduce} from '../model/reduce.js';
import type {RunOptions} from '../options.js';
import {runScreen} from '../ui/screen.js';

/** Opens the screen and runs everything until the user quits; no process is left behind. Returns the exit code. */
export async function screen(options: RunOptions, look: {ascii: boolean; version: string}): Promise<number> {
	const engine = new Engine(options);
	let model = emptyModel;
	engine.log.subscribe(event => {
		model = reduce(model, event);
	});

	try {
		const shown = runScreen(
			{
				...look,
				source: {
					subscribe: listener => engine.log.subscribe(listener),
					events: () => engine.log.events,
					model: () => model,
				},
				dispatch: command => engine.dispatch(command),
				now: Date.now,
				workflows: options.scenarios.map(({name}) => name),
				store: 'embedded store',
				readSource,
				live: true,
			},
			{stdin: process.stdin, stdout: process.stdout},
		);
		engine.start();
		await Promise.race([shown, engine.failed]);
		return 0;
	} finally {
		await engine.stop();
	}
}

/** The lines of a file that a call site named; null when it cannot be read. */
function readSource(file: string): readonly string[] | null {
	try {
		return readFileSync(file.startsWith('file:') ? fileURLToPath(file) : file, 'utf8').split(/\r?\n/);
	} catch {
		return null;
	}
}
