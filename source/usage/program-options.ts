import {existsSync, statSync} from 'node:fs';
import path from 'node:path';
import {type Flags, type RunOptions, readLease, readPace} from './run-options.js';
import {UsageError} from './usage-error.js';
import {quote, readValue} from './values.js';

/**
 * Understands the flags of `exec PROGRAM [ARG…]`.
 *
 * @throws UsageError
 */
export function readProgram([file, ...args]: readonly string[], flags: Flags): RunOptions {
	if (file === undefined) {
		throw new UsageError(
			'exec needs a program; use durable-tui exec PROGRAM [ARG…], with options of durable-tui before exec.',
		);
	}

	if (!existsSync(file) || !statSync(file).isFile()) {
		throw new UsageError(`There is no program ${quote(file)}.`);
	}

	const wrong = (['workers', 'activities', 'idle', 'crash', 'processes', 'fn', 'args', 'id'] as const).find(
		name => flags[name] !== undefined && flags[name].length > 0,
	);
	if (wrong !== undefined) {
		throw new UsageError(`--${wrong} is not for exec: the program decides about its runs.`);
	}

	return {
		scenarios: [],
		program: {file: path.resolve(file), args, hasLease: flags.lease !== undefined},
		pace: readPace(flags) ?? 1,
		crash: [],
		processes: 1,
		lease: readLease(flags),
		resolve: (flags.resolve ?? []).map(readValue),
	};
}
