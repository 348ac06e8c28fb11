import {ScriptFailure} from '../script/script-failure.js';
import {runScreen} from '../ui/screen.js';
import {groundOf} from '../ui/theme.js';
import type {RecordingOptions} from '../usage/recording-options.js';
import type {Session} from './session.js';
import {tellFailure} from './tell-failure.js';

/** How the screen looks. */
export type Look = {
	readonly ascii: boolean;
	readonly version: string;
	readonly ground?: 'dark' | 'light';
	/** Begins with the list of guided examples. */
	readonly tour?: boolean;
};

/**
 * Opens the screen and goes on until the user quits; no process is left behind.
 *
 * @returns The exit code: 130 when it was not `q` that ended it, 1 when a script failed or a recording is not complete.
 * @throws When the processes cannot work; the terminal is as it was before.
 */
export async function screen(session: Session, look: Look, recording: RecordingOptions): Promise<number> {
	const {stdin, stdout} = process;
	const studio = needsStudio(recording)
		? await (await import('./studio.js')).openStudio(session, recording, {
				real: {stdin, stdout},
				ground: groundOf(process.env),
			})
		: undefined;
	const failure = new AbortController();
	const over = new AbortController();
	const shown = runScreen(
		{...session, ...look, ...studio?.props},
		{stdin, stdout, ...studio?.streams, signal: failure.signal},
	);

	try {
		// The first frame is drawn by now.
		await session.start();
		session.failed.catch(error => failure.abort(error));
		// When it is over, the screen is the user's again.
		studio?.play?.(over.signal).catch(error => {
			// Who quits amid a script only ends it.
			if (!over.signal.aborted) {
				failure.abort(error);
			}
		});
	} catch (error) {
		failure.abort(error);
	}

	const end = await shown;
	over.abort();
	studio?.end();
	await session.stop();
	const isComplete = (await studio?.finish()) ?? true;
	if (failure.signal.reason instanceof ScriptFailure) {
		return tellFailure(failure.signal.reason);
	}

	failure.signal.throwIfAborted();
	return end === 'quit' ? (isComplete ? 0 : 1) : 130;
}

function needsStudio({files, script, size}: RecordingOptions): boolean {
	return files.length > 0 || script !== undefined || size !== undefined;
}
