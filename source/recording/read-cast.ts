import type {CastHeader, CastVersion} from './asciicast.js';
import type {Moment, Recording} from './moments.js';
import {kindOf, quoted} from './quoted.js';

/** A cast that cannot be read: the message is one clean line that names the line of the file. */
export class CastError extends Error {
	override readonly name = 'CastError';

	constructor(line: number, reason: string) {
		super(`line ${line}: ${reason}`);
	}
}

export type Cast = Recording & {readonly version: CastVersion; readonly header: CastHeader};

/** Cells a terminal may have in a direction; more is damage, and would eat the memory of whoever shows it. */
const sizeLimit = 1000;

/**
 * Reads a cast of version 2 or 3. Entries of unknown kinds are left out, as the format asks for.
 *
 * @throws CastError for anything that is not a cast
 */
export const readCast = (text: string): Cast => {
	const lines = text.split('\n');
	const {version, header} = readHeader(lines[0] ?? '');
	const moments: Moment[] = [];
	let time = 0;
	for (const [index, line] of lines.entries()) {
		const number = index + 1;
		if (index === 0 || line.trim() === '' || (version === 3 && line.startsWith('#'))) continue;
		const [seconds, code, data] = readEntry(line, number);
		// Whole microseconds, or thousands of added intervals would not end where they began.
		const at = Math.round((version === 2 ? seconds * 1000 : time + seconds * 1000) * 1000) / 1000;
		if (at < time) throw new CastError(number, `goes back in time, from ${time / 1000} s to ${seconds} s`);
		time = at;
		const moment = toMoment(at, code, data, number);
		if (moment) moments.push(moment);
	}
	return {version, header, columns: header.columns, rows: header.rows, moments};
};

const parse = (line: string, number: number, what: string): unknown => {
	try {
		return JSON.parse(line);
	} catch {
		throw new CastError(number, `is no ${what}: ${quoted(line)}`);
	}
};

const isObject = (value: unknown): value is Record<string, unknown> => kindOf(value) === 'object';

const readSize = (value: unknown, name: string, line: number): number => {
	if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= sizeLimit) return value;
	throw new CastError(line, `${name} must be a whole number from 1 to ${sizeLimit}`);
};

const readHeader = (line: string): {version: CastVersion; header: CastHeader} => {
	const header = parse(line, 1, 'header of an asciicast');
	if (!isObject(header)) throw new CastError(1, `is no header of an asciicast but a JSON ${kindOf(header)}`);
	const {version, timestamp, title, env} = header;
	if (version !== 2 && version !== 3) {
		const found = typeof version === 'number' ? `version ${version}` : 'no version';
		throw new CastError(1, `asciicast versions 2 and 3 can be read, this file has ${found}`);
	}
	const term = isObject(header.term) ? header.term : {};
	const [columns, rows] = version === 2 ? [header.width, header.height] : [term.cols, term.rows];
	const names = version === 2 ? ['width', 'height'] : ['term.cols', 'term.rows'];
	return {
		version,
		header: {
			columns: readSize(columns, names[0] as string, 1),
			rows: readSize(rows, names[1] as string, 1),
			...(typeof timestamp === 'number' ? {timestamp} : {}),
			...(typeof title === 'string' ? {title} : {}),
			...(isObject(env) ? {env: onlyTexts(env)} : {}),
		},
	};
};

const onlyTexts = (record: Record<string, unknown>): Record<string, string> =>
	Object.fromEntries(Object.entries(record).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

const readEntry = (line: string, number: number): [seconds: number, code: string, data: string] => {
	const entry = parse(line, number, 'entry of an asciicast');
	if (!Array.isArray(entry) || entry.length < 3) throw new CastError(number, 'must be [seconds, code, data]');
	const [seconds, code, data] = entry as unknown[];
	if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds < 0)
		throw new CastError(number, 'its seconds must be a number of 0 or more');
	if (typeof code !== 'string') throw new CastError(number, `its code must be a text, not ${kindOf(code)}`);
	if (typeof data !== 'string') throw new CastError(number, `its data must be a text, not ${kindOf(data)}`);
	return [seconds, code, data];
};

const toMoment = (at: number, code: string, data: string, line: number): Moment | undefined => {
	switch (code) {
		case 'o':
			return {at, type: 'output', data};
		case 'i':
			return {at, type: 'input', data};
		case 'm':
			return {at, type: 'marker', label: data};
		case 'r': {
			const [, columns, rows] = /^(\d{1,5})x(\d{1,5})$/.exec(data) ?? [];
			if (columns === undefined) throw new CastError(line, `a resize must look like 100x30, not ${quoted(data)}`);
			return {
				at,
				type: 'resize',
				columns: readSize(Number(columns), 'the columns', line),
				rows: readSize(Number(rows), 'the rows', line),
			};
		}
		default:
			return undefined;
	}
};
