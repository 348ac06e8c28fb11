import {longest, sizeLimits} from './script.js';
import {LineError} from './tokens.js';

const units = {ms: 1, s: 1000, m: 60_000} as const;

/**
 * A time in ms, rounded.
 *
 * @throws LineError
 */
export function durationOf(text: string): number {
	const [, number, unit] = /^(\d+(?:\.\d+)?|\.\d+)(ms|s|m)$/.exec(text) ?? [];
	const time = Math.round(Number(number) * units[unit as keyof typeof units]);
	if (number === undefined || time > longest) {
		throw new LineError(`'${text.slice(0, 60)}' is no time up to ${longest / 60_000}m; use one such as 500ms or 1.5s`);
	}

	return time;
}

/** A time as `durationOf` reads it. */
export function printDuration(time: number): string {
	return time >= 1000 ? `${time / 1000}s` : `${time}ms`;
}

/**
 * A terminal's size, written as `100x30`.
 *
 * @throws LineError
 */
export function sizeOf(text: string): {columns: number; rows: number} {
	const [, columns, rows] = /^(\d{1,4})x(\d{1,4})$/.exec(text) ?? [];
	const isRight = (value: number, [least, most]: readonly [number, number]) => value >= least && value <= most;
	if (!isRight(Number(columns), sizeLimits.columns) || !isRight(Number(rows), sizeLimits.rows)) {
		const {columns: wide, rows: high} = sizeLimits;
		throw new LineError(
			`'${text.slice(0, 60)}' is no size from ${wide[0]}x${high[0]} to ${wide[1]}x${high[1]}; use columns and rows, such as 100x30`,
		);
	}

	return {columns: Number(columns), rows: Number(rows)};
}
