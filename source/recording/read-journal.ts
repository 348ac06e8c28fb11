import {createReadStream} from 'node:fs';
import {type Event, eventVersion} from '../events.js';
import {checkEvent, looksLikeEvent} from './event-shapes.js';
import {eventLimit, lineLimit} from './journal-limits.js';
import {quoted} from './quoted.js';

/**
 * Why a journal could be read no further:
 * - `truncated`: the last line has no end, as after a crash of the writer; all before it is whole
 * - `damaged`: a line is not what it should be
 * - `version`: the events are of a version that this program does not know
 * - `foreign`: the file is no journal at all
 */
export type DamageKind = 'truncated' | 'damaged' | 'version' | 'foreign';

/** `line` counts from 1; `reason` is one clean line that says it all, fit for the user. */
export type Damage = {readonly kind: DamageKind; readonly line: number; readonly reason: string};

/** The events up to the damage, if there is any. Texts in them are data: whoever prints them must clean them. */
export type Journal = {readonly events: readonly Event[]; readonly damage: Damage | null};

type Line = {readonly bytes: Uint8Array; readonly ended: boolean};

/** Stands for a line that is too long; it has not been kept. */
const tooLong = Symbol('too long');

/** Cuts bytes into lines and stops at one that is too long, without ever holding more than the limit. */
async function* cutLines(
	chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Line | typeof tooLong> {
	let parts: Uint8Array[] = [];
	let held = 0;
	for await (const chunk of chunks) {
		let rest = chunk;
		for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
			if (held + end > lineLimit) break;
			yield {bytes: Buffer.concat([...parts, rest.subarray(0, end)]), ended: true};
			[parts, held] = [[], 0];
			rest = rest.subarray(end + 1);
		}
		held += rest.length;
		if (held > lineLimit) {
			yield tooLong;
			return;
		}
		if (rest.length > 0) parts.push(rest);
	}
	if (held > 0) yield {bytes: Buffer.concat(parts), ended: false};
}

const utf8 = new TextDecoder('utf-8', {fatal: true});

const parseLine = (bytes: Uint8Array): {value: unknown} | {reason: string} => {
	let text: string;
	try {
		text = utf8.decode(bytes);
	} catch {
		return {reason: 'is not text (UTF-8)'};
	}
	if (text.trim() === '') return {reason: 'is empty'};
	try {
		return {value: JSON.parse(text)};
	} catch {
		return {reason: `is not JSON: ${quoted(text)}`};
	}
};

/** Events are written with their version first. */
const startsAsEvent = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '{"v":';

/**
 * Reads a journal up to its end or to the first damage. Nothing of the file is trusted: each event is checked field by
 * field, the numbers must run on without a gap, and lines of more than 1 MiB are refused unread.
 *
 * @param source a file's path, or its bytes
 * @throws the file system's error when the file cannot be read
 */
export const readJournal = async (
	source: string | AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Journal> => {
	const chunks = typeof source === 'string' ? createReadStream(source) : source;
	const events: Event[] = [];
	let number = 0;
	for await (const line of cutLines(chunks)) {
		number++;
		const damage = (kind: DamageKind, reason: string): Journal => ({events, damage: {kind, line: number, reason}});
		if (line === tooLong) {
			return number === 1
				? damage('foreign', `not a journal of durable-tui: its first line is longer than ${lineLimit} bytes`)
				: damage('damaged', `line ${number} is longer than ${lineLimit} bytes`);
		}
		const parsed = parseLine(line.bytes);
		if ('reason' in parsed) {
			if (!line.ended && (number > 1 || startsAsEvent(line.bytes)))
				return damage('truncated', `line ${number} is cut off; all before it was read`);
			return number === 1
				? damage('foreign', `not a journal of durable-tui: its first line ${parsed.reason}`)
				: damage('damaged', `line ${number} ${parsed.reason}`);
		}
		const {value} = parsed;
		if (number === 1 && !looksLikeEvent(value)) return damage('foreign', 'not a journal of durable-tui');
		const checked = checkEvent(value);
		if ('reason' in checked) {
			const kind = looksLikeEvent(value) && value.v !== eventVersion ? 'version' : 'damaged';
			return damage(kind, `line ${number} ${checked.reason}`);
		}
		const {event} = checked;
		if (event.seq !== number)
			return damage('damaged', `line ${number} has the number ${event.seq} instead of ${number}`);
		if (number > eventLimit) return damage('damaged', `line ${number} is one more than a journal may have`);
		events.push(event);
	}
	if (number === 0) return {events, damage: {kind: 'foreign', line: 1, reason: 'the file is empty'}};
	return {events, damage: null};
};
