import {failureModes} from '../failure-modes.js';
import {keyTable} from '../keymap.js';
import {legend} from '../legend.js';
import {clip, column, emptyLine, fill, type Line, rule, span, strong} from '../text/line.js';
import {wrapWords} from '../text/width.js';

export type HelpProps = {readonly width: number; readonly rows: number; readonly scroll: number};

/** Keys, glyphs, what to watch for, and how to show each failure mode; a part of it where it is longer than the screen. */
export function help({width, rows, scroll}: HelpProps): Line[] {
	const all = helpText(width);
	const room = rows - 1;
	const from = Math.max(0, Math.min(scroll, all.length - room));
	const rest = all.length - from - room;
	const more = rest > 0 ? `↓ ${rest} more lines ` : from > 0 ? 'the end ' : '';
	return [
		rule([span(' '), strong('help')], width, [span(more, 'muted')]),
		...all.slice(from, from + room).map(line => fill(line, width)),
	];
}

const texts = new Map<number, readonly Line[]>();

function helpText(width: number): readonly Line[] {
	const known = texts.get(width);
	if (known) {
		return known;
	}

	const text = [
		...paragraph('Every process here is real and really dies. What survives is what was recorded.', width),
		emptyLine,
		[strong('  keys')],
		...keyTable.flatMap(({shown, does, watch}) => [
			...entry(strong(` ${shown}`), 11, does, width),
			...(watch === undefined ? [] : entry(span(''), 11, watch, width, 'muted')),
		]),
		emptyLine,
		[strong('  glyphs')],
		...legend.flatMap(({glyph, tone, means}) =>
			entry({...span(` ${glyph}`, tone), ...(glyph === '─' ? {ascii: ' ~'} : {})}, 5, means, width),
		),
		emptyLine,
		[strong('  what to watch for')],
		...paragraph('Executed (▇), served from the log (◇) and lost in a kill (▒) look different: count them.', width),
		...paragraph(
			'A throw (✗) stays in its process and is retried there; a kill (╳) moves the run to another process.',
			width,
		),
		...paragraph(
			'Side effects run at least once, a record is written exactly once. Between them lies the window.',
			width,
		),
		emptyLine,
		[strong('  the nine failure modes, and how to see each')],
		...paragraph('t shows each of them as a guided example, with its proof.', width),
		...failureModes.flatMap(({workflow, mode, keys, watch}, index) => [
			...entry(span(`${index + 1}`), 3, `${workflow}: ${mode}`, width),
			...entry(span(''), 3, `press  ${keys}`, width, 'warning'),
			...entry(span(''), 3, `watch  ${watch}`, width, 'muted'),
		]),
	];
	texts.set(width, text);
	return text;
}

function paragraph(text: string, width: number): Line[] {
	return wrapWords(text, Math.min(width - 4, 110)).map(part => [span(`  ${part}`)]);
}

function entry(head: Line[number], indent: number, text: string, width: number, tone?: 'muted' | 'warning'): Line[] {
	return wrapWords(text, Math.min(width - indent - 5, 110)).map((part, index) => [
		span('  '),
		...clip([index === 0 ? head : span('')], indent),
		column('', Math.max(0, indent - (index === 0 ? head.text.length : 0))),
		span(` ${part}`, tone),
	]);
}
