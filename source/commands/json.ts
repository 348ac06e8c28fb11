import type {Session} from './session.js';
import {runUntilDone, type Unseen} from './until-done.js';

/** Goes through everything to its end and prints the events, one JSON object a line. Returns the exit code. */
export async function json(session: Session, unseen: Unseen): Promise<number> {
	const {exitCode} = await runUntilDone(
		session,
		event => {
			process.stdout.write(`${JSON.stringify(event)}\n`);
		},
		unseen,
	);
	return exitCode;
}
