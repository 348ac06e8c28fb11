import {Engine} from '../engine/engine.js';
import type {Event} from '../events.js';
import {judge} from '../model/judge.js';
import {emptyModel, type Model} from '../model/model.js';
import {reduce} from '../model/reduce.js';
import type {RunOptions} from '../options.js';

/** How a run without a screen ended. */
export type Outcome = {readonly model: Model; readonly exitCode: 0 | 1 | 130};

/**
 * Runs everything to its end without a screen, and leaves no process behind.
 *
 * @param onEvent Told of each event, with the model after it.
 * @returns Exit code 1 when a run failed or a guarantee broke, 130 when a signal came.
 * @throws When the processes cannot work, or stdout is gone for another reason than a closed pipe.
 */
export async function runUntilDone(
	options: RunOptions,
	onEvent: (event: Event, model: Model) => void,
): Promise<Outcome> {
	const engine = new Engine(options);
	let model = emptyModel;
	const done = Promise.withResolvers<'interrupted'>();
	const unsubscribe = engine.log.subscribe(event => {
		model = reduce(model, event);
		onEvent(event, model);
	});

	const interrupt = (): void => done.resolve('interrupted');
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
	for (const signal of signals) {
		process.once(signal, interrupt);
	}

	// `durable-tui --plain | head` closes the pipe: nobody listens any more, which is no error of ours.
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code === 'EPIPE') {
			interrupt();
		} else {
			done.reject(error);
		}
	});

	try {
		engine.start();
		const end = await Promise.race([done.promise, engine.done, engine.failed]);
		// What follows is our own tidying up.
		unsubscribe();
		return {model, exitCode: end === 'interrupted' ? 130 : end ? verdict(model) : 1};
	} finally {
		await engine.stop();
		for (const signal of signals) {
			process.removeListener(signal, interrupt);
		}
	}
}

function verdict(model: Model): 0 | 1 {
	for (const run of model.runs.values()) {
		const isBroken = judge(run, model).some(guarantee => guarantee.verdict === 'broken');
		if (run.state !== 'resolved' || isBroken) {
			return 1;
		}
	}

	return 0;
}
