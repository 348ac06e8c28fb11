import stringWidth from 'string-width';
import {visible} from './visible.js';

const printableAscii = /^[\x20-\x7E]*$/;
/** One cell each in every terminal: Latin, arrows, box drawing, blocks, and the marks of our own glyph table. */
const narrow = /^[\x20-\x7E\u00A0-\u00AC\u00AE-\u02FF\u2010-\u2027\u2190-\u2193\u2500-\u25CF\u2713\u2717]*$/;

let segmenter: Intl.Segmenter | undefined;

/** Cells that a text takes in a terminal. */
export function widthOf(text: string): number {
	return narrow.test(text) ? text.length : stringWidth(text);
}

/** The characters of a text as a person counts them. */
export function graphemes(text: string): string[] {
	if (printableAscii.test(text)) {
		return [...text];
	}

	segmenter ??= new Intl.Segmenter();
	return Array.from(segmenter.segment(text), part => part.segment);
}

/** The longest beginning of a text that fits into `cells`. */
export function headOf(text: string, cells: number): string {
	if (cells <= 0) {
		return '';
	}

	if (narrow.test(text)) {
		return text.slice(0, cells);
	}

	let head = '';
	let used = 0;
	for (const grapheme of graphemes(text)) {
		used += widthOf(grapheme);
		if (used > cells) {
			break;
		}

		head += grapheme;
	}

	return head;
}

/** A text cut to `cells`; an ellipsis says that something is missing. */
export function cut(raw: string, cells: number): string {
	const text = visible(raw);
	return widthOf(text) <= cells ? text : cells <= 0 ? '' : `${headOf(text, cells - 1)}…`;
}

/** A text cut in its middle to `cells`: beginning and end are what tells names apart. */
export function cutMiddle(raw: string, cells: number): string {
	const text = visible(raw);
	if (widthOf(text) <= cells || cells < 5) {
		return cut(text, cells);
	}

	const tail = tailOf(text, Math.floor((cells - 1) / 2));
	return `${headOf(text, cells - 1 - widthOf(tail))}…${tail}`;
}

/** The longest end of a text that fits into `cells`. */
function tailOf(text: string, cells: number): string {
	let tail = '';
	for (const grapheme of graphemes(text).reverse()) {
		if (widthOf(grapheme + tail) > cells) {
			break;
		}

		tail = grapheme + tail;
	}

	return tail;
}

/** A text cut or padded with spaces to exactly `cells`. */
export function padTo(text: string, cells: number): string {
	const short = cut(text, cells);
	return short + ' '.repeat(Math.max(0, cells - widthOf(short)));
}

/** The same with the text at the right: numbers align. */
export function padLeft(text: string, cells: number): string {
	const short = cut(text, cells);
	return ' '.repeat(Math.max(0, cells - widthOf(short))) + short;
}

/** Words of a text broken into lines of at most `cells`. */
export function wrapWords(text: string, cells: number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ').filter(part => part !== '')) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (widthOf(longer) <= cells) {
			line = longer;
			continue;
		}

		if (line !== '') {
			lines.push(line);
		}

		line = cut(word, cells);
	}

	return line === '' ? lines : [...lines, line];
}
