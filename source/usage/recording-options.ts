import {readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {plainText} from '../model/plain-text.js';
import type {CastVersion} from '../recording/asciicast.js';
import type {ThemeName} from '../recording/gif/theme.js';
import {type RecordingFile, recordingFiles} from '../recording/recorders/files.js';
import {parseScript} from '../script/parse-script.js';
import {firstSize, type Script, sizeLimits} from '../script/script.js';
import {UsageError} from './usage-error.js';

/** The flags about recordings and scripts, as they were written. */
export type RecordingFlags = {
	readonly record?: readonly string[];
	readonly script?: string;
	readonly size?: string;
	readonly theme?: string;
	readonly fps?: string;
	readonly fontSize?: string;
	readonly castVersion?: string;
};

/** What to record of a session, how, and what plays in it. */
export type RecordingOptions = {
	readonly files: readonly RecordingFile[];
	readonly script?: Script;
	/** The size that the screen must have; any when it is left out. */
	readonly size?: {readonly columns: number; readonly rows: number};
	readonly theme?: ThemeName;
	readonly fps?: number;
	/** px */
	readonly fontSize?: number;
	readonly castVersion?: CastVersion;
};

/** A script is written by people. */
const largestScript = 1024 * 1024;

/**
 * Understands the flags about recordings and scripts.
 *
 * @param source The file that is replayed.
 * @throws UsageError
 */
export function readRecording(flags: RecordingFlags, source?: string): RecordingOptions {
	const files = recordingFiles(flags.record ?? [], source);
	const script = readScript(flags.script);
	const needsRecording = (['fps', 'fontSize', 'castVersion'] as const).find(name => flags[name] !== undefined);
	const names = {fps: '--fps', fontSize: '--font-size', castVersion: '--cast-version'} as const;
	const wanted = {fps: 'gif', fontSize: 'gif', castVersion: 'cast'} as const;
	if (needsRecording && !files.some(({kind}) => kind === wanted[needsRecording])) {
		const ending = wanted[needsRecording];
		throw new UsageError(`${names[needsRecording]} is for a recording; add one such as --record demo.${ending}.`);
	}

	return {
		files,
		script,
		size: readSize(flags.size) ?? (script && firstSize(script)),
		theme: oneOf(flags.theme, '--theme', ['dark', 'light'] as const),
		fps: whole(flags.fps, '--fps', 1, 50),
		fontSize: whole(flags.fontSize, '--font-size', 8, 40),
		castVersion: castVersion(flags.castVersion),
	};
}

function castVersion(text: string | undefined): CastVersion | undefined {
	const version = oneOf(text, '--cast-version', ['2', '3'] as const);
	return version === undefined ? undefined : version === '3' ? 3 : 2;
}

function readScript(file: string | undefined): Script | undefined {
	if (file === undefined) {
		return undefined;
	}

	if (file === '-') {
		return parseScript(readFileSync(0, 'utf8'), 'stdin');
	}

	const stats = statSync(file, {throwIfNoEntry: false});
	if (!stats?.isFile() || stats.size > largestScript) {
		const reason = stats === undefined ? 'does not exist' : stats.isFile() ? 'is too large' : 'is no file';
		throw new UsageError(`The script ${quote(file)} ${reason}; name a file of lines such as "key k".`);
	}

	return parseScript(readFileSync(file, 'utf8'), plainText(path.basename(file)));
}

function readSize(text: string | undefined): RecordingOptions['size'] {
	if (text === undefined) {
		return undefined;
	}

	const [, columns, rows] = /^(\d{1,4})x(\d{1,4})$/.exec(text) ?? [];
	const {columns: wide, rows: high} = sizeLimits;
	if (!isWhole(Number(columns), ...wide) || !isWhole(Number(rows), ...high)) {
		throw new UsageError(
			`--size ${quote(text)} is no size from ${wide[0]}x${high[0]} to ${wide[1]}x${high[1]}; use one such as 100x30.`,
		);
	}

	return {columns: Number(columns), rows: Number(rows)};
}

function whole(text: string | undefined, flag: string, from: number, to: number): number | undefined {
	if (text !== undefined && !isWhole(Number(text), from, to)) {
		throw new UsageError(`${flag} ${quote(text)} makes no sense; use a whole number from ${from} to ${to}.`);
	}

	return text === undefined ? undefined : Number(text);
}

function isWhole(value: number, from: number, to: number): boolean {
	return Number.isInteger(value) && value >= from && value <= to;
}

function oneOf<T extends string>(text: string | undefined, flag: string, right: readonly T[]): T | undefined {
	const found = right.find(each => each === text);
	if (text !== undefined && found === undefined) {
		throw new UsageError(`${flag} ${quote(text)} makes no sense; use ${right.join(' or ')}.`);
	}

	return found;
}

function quote(text: string): string {
	return `'${plainText(text).slice(0, 60)}'`;
}
