import {statSync} from 'node:fs';
import {plainText} from '../model/plain-text.js';
import type {Flags} from './run-options.js';
import {UsageError} from './usage-error.js';

/** The flags of `replay`, as they were written. */
export type ReplayFlags = Flags & {readonly speed?: string; readonly step?: boolean};

/** Which journal to play, and how. */
export type ReplayOptions = {
	readonly file: string;
	/** How many times as fast as it was. */
	readonly speed: number;
	/** Whether it waits at the first event, to be gone through by hand. */
	readonly stopped: boolean;
};

/** Options that say how something runs; a journal has run already. */
const runFlags = [
	'workers',
	'activities',
	'idle',
	'pace',
	'crash',
	'processes',
	'lease',
	'fn',
	'args',
	'id',
	'resolve',
] as const satisfies ReadonlyArray<keyof Flags>;

/**
 * Understands the arguments and flags behind `replay`.
 *
 * @throws UsageError
 */
export function readReplay([file, ...rest]: readonly string[], flags: ReplayFlags): ReplayOptions {
	if (file === undefined || rest.length > 0) {
		throw new UsageError('replay needs one journal; use durable-tui replay run.jsonl, as --record run.jsonl made it.');
	}

	const wrong = runFlags.find(name => flags[name] !== undefined && flags[name].length > 0);
	if (wrong !== undefined) {
		throw new UsageError(`--${wrong} is not for replay: the journal says what happened.`);
	}

	const stats = statSync(file, {throwIfNoEntry: false});
	if (!stats || stats.isDirectory()) {
		throw new UsageError(`There is no journal ${quote(file)}; --record run.jsonl makes one.`);
	}

	const speed = flags.speed === undefined ? 1 : Number(flags.speed);
	if (!(speed >= 0.01 && speed <= 1000)) {
		throw new UsageError(
			`--speed ${quote(flags.speed ?? '')} makes no sense; use a number from 0.01 to 1000, such as 4.`,
		);
	}

	return {file, speed, stopped: flags.step ?? false};
}

/**
 * Refuses the flags of `replay` for everything else.
 *
 * @throws UsageError
 */
export function refuseReplayFlags(flags: ReplayFlags): void {
	const wrong = flags.speed !== undefined ? 'speed' : flags.step ? 'step' : undefined;
	if (wrong !== undefined) {
		throw new UsageError(
			`--${wrong} is for replay: durable-tui replay run.jsonl --${wrong}${wrong === 'speed' ? ' 4' : ''}.`,
		);
	}
}

function quote(text: string): string {
	return `'${plainText(text).slice(0, 100)}'`;
}
