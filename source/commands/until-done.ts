import type {Event} from '../events.js';
import {judge} from '../model/judge.js';
import type {Model} from '../model/model.js';
import {ScriptFailure} from '../script/script-failure.js';
import type {RecordingOptions} from '../usage/recording-options.js';
import type {Session} from './session.js';
import type {Studio} from './studio.js';
import {tellFailure} from './tell-failure.js';

/** How a session that nobody watches ended. */
export type Outcome = {readonly model: Model; readonly exitCode: 0 | 1 | 130};

/** What is recorded of a session that nobody watches, and the look of the screen that is drawn for it. */
export type Unseen = {readonly recording: RecordingOptions; readonly ascii: boolean; readonly version: string};

/**
 * Runs everything to its end where nobody sees it, and leaves no process behind. With a script, its end is the end.
 *
 * @param onEvent Told of each event, with the model after it.
 * @returns Exit code 1 when a run failed, a guarantee broke, a script failed or a recording is not complete, 130 when a
 * signal came. What a script did to the runs is its own affair.
 * @throws When the processes cannot work, or stdout is gone for another reason than a closed pipe.
 */
export async function runUntilDone(
	session: Session,
	onEvent: (event: Event, model: Model) => void,
	unseen: Unseen,
): Promise<Outcome> {
	const interrupted = Promise.withResolvers<'interrupted'>();
	const interrupt = (): void => interrupted.resolve('interrupted');
	const studio = await open(session, unseen.recording);
	const unsubscribe = session.onEvent(event => onEvent(event, session.source.model()));
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
	for (const signal of signals) {
		process.once(signal, interrupt);
	}

	// `durable-tui --plain | head` closes the pipe: nobody listens any more, which is no error of ours.
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code === 'EPIPE') {
			interrupt();
		} else {
			interrupted.reject(error);
		}
	});

	const outcome = (exitCode: Outcome['exitCode']): Outcome => ({model: session.source.model(), exitCode});
	const over = new AbortController();
	const shown = studio?.streams && drawn(session, studio, unseen, over.signal);
	let result: Outcome;
	try {
		const end = await Promise.race([interrupted.promise, session.failed, perform(session, studio, shown, over.signal)]);
		result = outcome(end === 'interrupted' ? 130 : end === 'played' ? 0 : end ? verdict(session.source.model()) : 1);
	} catch (error) {
		if (!(error instanceof ScriptFailure)) {
			throw error;
		}

		result = outcome(tellFailure(error));
	} finally {
		// What follows is our own tidying up.
		unsubscribe();
		studio?.end();
		over.abort();
		await shown;
		await session.stop();
		for (const signal of signals) {
			process.removeListener(signal, interrupt);
		}
	}

	const isComplete = (await studio?.finish()) ?? true;
	return isComplete || result.exitCode !== 0 ? result : outcome(1);
}

async function open(session: Session, recording: RecordingOptions): Promise<Studio | undefined> {
	if (recording.files.length === 0 && recording.script === undefined) {
		return undefined;
	}

	const {openStudio} = await import('./studio.js');
	return openStudio(session, recording);
}

/** Goes through the session. True or false: how it went. */
async function perform(
	session: Session,
	studio: Studio | undefined,
	shown: Promise<void> | undefined,
	over: AbortSignal,
): Promise<boolean | 'played'> {
	if (studio?.play) {
		await session.start();
		// A script may quit the screen before its own end.
		await Promise.race([studio.play(over), shown]);
		await studio.quiet();
		return 'played';
	}

	if (session.hurry) {
		await (studio ? studio.hurry() : session.hurry(async () => {}));
	} else {
		await session.start();
	}

	const end = await session.done;
	await studio?.quiet();
	return end;
}

async function drawn(
	session: Session,
	{streams, props}: Studio,
	{ascii, version}: Unseen,
	signal: AbortSignal,
): Promise<void> {
	if (streams) {
		const {runScreen} = await import('../ui/screen.js');
		await runScreen({...session, ascii, version, ...props}, {...streams, signal});
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
