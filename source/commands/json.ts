import type {RunOptions} from '../options.js';
import {runUntilDone} from './until-done.js';

/** Runs everything to its end and prints the events, one JSON object a line. Returns the exit code. */
export async function json(options: RunOptions): Promise<number> {
	const {exitCode} = await runUntilDone(options, event => {
		process.stdout.write(`${JSON.stringify(event)}\n`);
	});
	return exitCode;
}
