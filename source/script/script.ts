import type {EventType} from '../events.js';

/** A word that an event has to have: as one of its values, or as that of one field. */
export type Word = {
	readonly field?: string;
	readonly text: string;
	/** The whole value, or (written in quotes) a part of it. */
	readonly exact: boolean;
};

/** What a script can wait for. */
export type Awaited =
	/** An event of this type that has all these words, after what happened last in the script. */
	| {readonly kind: 'event'; readonly type: EventType; readonly words: readonly Word[]}
	/** The screen says something that matches. */
	| {readonly kind: 'screen'; readonly pattern: string; readonly flags: string};

/** One thing that a script does. Times in ms. */
export type Instruction =
	| {readonly do: 'size'; readonly columns: number; readonly rows: number}
	/** Keys by their names, one after the other. */
	| {readonly do: 'key'; readonly keys: readonly string[]}
	/** Each character is a key. */
	| {readonly do: 'type'; readonly text: string}
	| {readonly do: 'wait'; readonly awaited: Awaited; readonly limit?: number}
	| {readonly do: 'pause'; readonly time: number}
	/** Words over the screen, until the next ones; none with an empty text. */
	| {readonly do: 'caption'; readonly text: string};

/** An instruction with its place: lines count from 1. */
export type ScriptLine = {readonly line: number; readonly instruction: Instruction};

/** A script as it was read; `name` is what messages call it. */
export type Script = {readonly name: string; readonly lines: readonly ScriptLine[]};

/** Cells that a terminal may have. */
export const sizeLimits = {columns: [20, 500], rows: [5, 200]} as const;

/** How long a script waits when it does not say so, in ms. */
export const defaultLimit = 30_000;

/** What no pause or wait may be longer than, in ms. */
export const longest = 3_600_000;

/** The size that a script wants from its start, if it says so before it does anything else. */
export function firstSize({lines}: Script): {readonly columns: number; readonly rows: number} | undefined {
	const first = lines[0]?.instruction;
	return first?.do === 'size' ? first : undefined;
}
