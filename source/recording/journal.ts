import {closeSync, openSync, writeSync} from 'node:fs';
import type {Event, Json} from '../events.js';
import {lineLimit} from './journal-limits.js';

/** A log that grows on disk, one event a line. What `write` returned from is in the file, whatever becomes of the program. */
export type JournalWriter = {
	write(event: Event): void;
	close(): void;
};

/** Characters that some terminals obey even though JSON leaves them as they are. */
const obeyed = /[\u007f-\u009f]/g;

/** An event as one line of a journal, its end included. Bytes of a value too large for a journal are left out. */
export const journalLine = (event: Event): string => {
	const line = JSON.stringify(event);
	const small = Buffer.byteLength(line) < lineLimit ? line : JSON.stringify(withoutLarge(event));
	return `${small.replace(obeyed, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
};

/** Fields that programs fill with what they like. */
const freeFields = ['value', 'args', 'text', 'error'];

const withoutLarge = (event: Event): Json =>
	Object.fromEntries(
		Object.entries(event).map(([key, value]) => {
			const bytes = freeFields.includes(key) ? Buffer.byteLength(JSON.stringify(value) ?? '') : 0;
			return [key, bytes > 1000 ? `(${bytes} bytes, too large for a journal)` : value];
		}),
	);

/**
 * Begins a journal; a file of that name is replaced.
 *
 * @throws the file system's error when the file cannot be written
 */
export const openJournal = (file: string): JournalWriter => {
	const descriptor = openSync(file, 'w');
	return {
		write(event) {
			const bytes = Buffer.from(journalLine(event));
			for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
		},
		close() {
			closeSync(descriptor);
		},
	};
};
