import type {Tone} from '../theme.js';
import {visible} from './visible.js';
import {cut, padTo, widthOf} from './width.js';

/** A piece of a line in one look. */
export type Span = {
	readonly text: string;
	readonly tone?: Tone;
	readonly bold?: boolean;
	readonly inverse?: boolean;
	/** What stands for it in ASCII, as wide, where the glyphs' own twins would not do. */
	readonly ascii?: string;
};

/** One row of the screen, before colours. */
export type Line = readonly Span[];

export const emptyLine: Line = [];

/** Text may come from a workflow: it is made harmless here, before anything is measured. */
export function span(text: string, tone?: Tone): Span {
	return tone === undefined ? {text: visible(text)} : {text: visible(text), tone};
}

export function strong(text: string, tone?: Tone): Span {
	return {...span(text, tone), bold: true};
}

/** A piece of the durable sleep: the same line as a rule's, but not in ASCII. */
export function sleepLine(cells: number, tone?: Tone): Span {
	return {...span('─'.repeat(Math.max(0, cells)), tone), ascii: '~'.repeat(Math.max(0, cells))};
}

export function blank(cells: number): Span {
	return {text: ' '.repeat(Math.max(0, cells))};
}

export function lineWidth(line: Line): number {
	return line.reduce((sum, part) => sum + widthOf(part.text), 0);
}

/** The text of a line without its look. */
export function textOf(line: Line): string {
	return line.map(part => part.text).join('');
}

/** A line cut to at most `cells`. */
export function clip(line: Line, cells: number): Line {
	if (lineWidth(line) <= cells) {
		return line;
	}

	const kept: Span[] = [];
	let left = cells;
	for (const [index, part] of line.entries()) {
		const width = widthOf(part.text);
		const isLast = line.slice(index + 1).every(rest => rest.text === '');
		if (width < left || (width === left && isLast)) {
			kept.push(part);
			left -= width;
			continue;
		}

		const text = isLast || width > left ? cut(part.text, left) : cut(`${part.text} `, left);
		kept.push({...part, text, ...(part.ascii === undefined ? {} : {ascii: cut(part.ascii, widthOf(text))})});
		break;
	}

	return kept;
}

/** A line cut or padded to exactly `cells`. */
export function fill(line: Line, cells: number): Line {
	const short = clip(line, cells);
	const missing = cells - lineWidth(short);
	return missing > 0 ? [...short, blank(missing)] : short;
}

/** What is on the left gives way to what is on the right, which ends at the last cell. */
export function ends(left: Line, right: Line, cells: number): Line {
	const tail = clip(right, cells);
	const room = cells - lineWidth(tail);
	return [...fill(left, room), ...tail];
}

/** Pieces with a separator between them, as many from the front as fit. */
export function joined(parts: readonly Line[], between: Span, cells: number): Line {
	let line: Line = emptyLine;
	for (const part of parts) {
		const longer = line.length === 0 ? part : [...line, between, ...part];
		if (lineWidth(longer) > cells) {
			break;
		}

		line = longer;
	}

	return line;
}

/** A heading whose rule runs to the right end: ` log ───────`. */
export function rule(title: Line, cells: number, end: Line = emptyLine): Line {
	const head: Line = title.length === 0 ? [] : [...title, blank(1)];
	const tail: Line = end.length === 0 ? [] : [blank(1), ...end];
	const room = cells - lineWidth(head) - lineWidth(tail);
	if (room < 1) {
		return ends(head, tail, cells);
	}

	return [...head, span('─'.repeat(room), 'rule'), ...tail];
}

/** A column of a table: text in exactly `cells`. */
export function column(text: string, cells: number, tone?: Tone): Span {
	return span(padTo(text, cells), tone);
}
