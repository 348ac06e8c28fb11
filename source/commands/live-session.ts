import {readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Engine} from '../engine/engine.js';
import {EventLog} from '../engine/log.js';
import {emptyModel} from '../model/model.js';
import {reduce} from '../model/reduce.js';
import type {RunOptions} from '../usage/run-options.js';
import type {Session} from './session.js';

/** Runs that happen now. The engine, and the SDK with it, is loaded when it starts: a first frame need not wait for it. */
export function liveSession(options: RunOptions): Session {
	const log = new EventLog(Date.now);
	const done = Promise.withResolvers<boolean>();
	const failed = Promise.withResolvers<never>();
	// Whoever does not look at it must not be ended by it.
	failed.promise.catch(() => {});
	let engine: Engine | undefined;
	let model = emptyModel;
	log.subscribe(event => {
		model = reduce(model, event);
	});

	return {
		source: {subscribe: listener => log.subscribe(listener), events: () => log.events, model: () => model},
		onEvent: listener => log.subscribe(listener),
		dispatch: command => engine?.dispatch(command) ?? {done: false, message: 'the processes are starting'},
		now: Date.now,
		workflows: options.scenarios.map(({name}) => name),
		program: options.program && path.basename(options.program.file),
		store: 'embedded store',
		readSource,
		live: true,
		async start() {
			const {Engine} = await import('../engine/engine.js');
			engine = new Engine(options, log);
			engine.done.then(done.resolve, done.reject);
			engine.failed.catch(failed.reject);
			engine.start();
		},
		done: done.promise,
		failed: failed.promise,
		stop: async () => engine?.stop(),
	};
}

/** The lines of a file that a call site named; null when it cannot be read. */
function readSource(file: string): readonly string[] | null {
	try {
		return readFileSync(file.startsWith('file:') ? fileURLToPath(file) : file, 'utf8').split(/\r?\n/);
	} catch {
		return null;
	}
}
