import {accessSync, constants, realpathSync, statSync} from 'node:fs';
import path from 'node:path';
import {plainText} from '../../model/plain-text.js';
import {UsageError} from '../../usage/usage-error.js';

/** What a recording is, by the ending of its file. */
export type RecordingKind = 'journal' | 'cast' | 'gif' | 'trace' | 'script';

/** A file to record into. */
export type RecordingFile = {readonly kind: RecordingKind; readonly file: string};

const endings: ReadonlyArray<readonly [ending: string, kind: RecordingKind, what: string]> = [
	['.jsonl', 'journal', 'journal'],
	['.cast', 'cast', 'asciinema'],
	['.gif', 'gif', 'picture'],
	['.trace.json', 'trace', 'Perfetto'],
	['.tape', 'script', 'script'],
];

/**
 * What to record into these files.
 *
 * @param source The file that is replayed, which no recording may overwrite.
 * @throws UsageError when an ending is unknown, a file is named twice or cannot be written
 */
export function recordingFiles(files: readonly string[], source?: string): RecordingFile[] {
	const seen = new Set(source === undefined ? [] : [placeOf(source)]);
	return files.map(file => {
		const kind = endings.find(([ending]) => file.toLowerCase().endsWith(ending))?.[1];
		if (kind === undefined) {
			const known = endings.map(([ending, , what]) => `${ending} (${what})`).join(', ');
			throw new UsageError(`--record ${quote(file)} has an unknown ending; use ${known}.`);
		}

		const place = placeOf(file);
		if (seen.has(place)) {
			throw new UsageError(`--record ${quote(file)} would write a file that is in use here; choose another name.`);
		}

		seen.add(place);
		refuseUnwritable(file);
		return {kind, file};
	});
}

/** Whether a recording is one of what the screen shows. */
export function needsScreen({kind}: RecordingFile): boolean {
	return kind === 'cast' || kind === 'gif' || kind === 'script';
}

/** Found out before anything runs: afterwards it would be too late. */
function refuseUnwritable(file: string): void {
	const reason = reasonAgainst(file);
	if (reason !== undefined) {
		throw new UsageError(`--record ${quote(file)} cannot be written: ${reason}.`);
	}
}

function reasonAgainst(file: string): string | undefined {
	const folder = path.dirname(path.resolve(file));
	const stats = statSync(file, {throwIfNoEntry: false});
	if (stats?.isDirectory()) {
		return 'it is a folder';
	}

	if (!statSync(folder, {throwIfNoEntry: false})?.isDirectory()) {
		return 'its folder does not exist';
	}

	try {
		accessSync(stats ? file : folder, constants.W_OK);
		return undefined;
	} catch {
		return 'there is no permission to';
	}
}

function placeOf(file: string): string {
	try {
		return realpathSync(file);
	} catch {
		return path.resolve(file);
	}
}

function quote(text: string): string {
	return `'${plainText(text).slice(0, 100)}'`;
}
