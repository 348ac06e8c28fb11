import type {Guarantee} from '../../model/guarantee.js';
import {column, ends, fill, joined, type Line, rule, span, strong} from '../text/line.js';
import {widthOf} from '../text/width.js';
import type {Tone} from '../theme.js';

export type GuaranteesProps = {
	readonly guarantees: readonly Guarantee[];
	readonly width: number;
	readonly rows: number;
	/** Whether a rule has to be drawn above them. */
	readonly titled: boolean;
};

/** The look of each verdict. */
export const verdictLooks: Readonly<
	Record<Guarantee['verdict'], {readonly glyph: string; readonly tone: Tone; readonly word: string}>
> = {
	holds: {glyph: '✓', tone: 'done', word: 'holds'},
	broken: {glyph: '╳', tone: 'broken', word: 'broken'},
	open: {glyph: '·', tone: 'muted', word: 'open'},
	note: {glyph: '!', tone: 'warning', word: 'to know'},
};

/** The claims about the focused run with their verdicts; the broken ones are never left out. */
export function guarantees({guarantees: all, width, rows, titled}: GuaranteesProps): Line[] {
	if (rows <= 0) {
		return [];
	}

	if (rows === 1) {
		return [folded(all, width)];
	}

	const room = titled ? rows - 1 : rows;
	const shown = all.length <= room ? all : kept(all, room - 1);
	const lines = shown.map(each => row(each, width, all));
	if (shown.length < all.length) {
		const missing = all.filter(each => !shown.includes(each));
		lines.push(fill([span('  '), span(`${missing.length} more: g shows all`, 'muted')], width));
	}

	const empty = all.length === 0 && room > 0 ? [fill([span('  nothing to judge yet', 'muted')], width)] : [];
	const body = [...lines, ...empty];
	return [
		...(titled ? [rule([span(' '), strong('guarantees')], width)] : []),
		...body,
		...Array.from({length: Math.max(0, room - body.length)}, () => fill([], width)),
	];
}

const urgency: Readonly<Record<Guarantee['verdict'], number>> = {broken: 0, note: 1, holds: 2, open: 3};

/** The most urgent ones, in the order in which they were given. */
function kept(all: readonly Guarantee[], room: number): readonly Guarantee[] {
	const best = new Set([...all].sort((a, b) => urgency[a.verdict] - urgency[b.verdict]).slice(0, room));
	return all.filter(each => best.has(each));
}

function row({verdict, title, evidence}: Guarantee, width: number, all: readonly Guarantee[]): Line {
	const {glyph, tone} = verdictLooks[verdict];
	const name = Math.min(Math.max(...all.map(each => widthOf(each.title))), Math.floor(width * 0.6));
	const words = span(evidence, verdict === 'broken' ? 'broken' : verdict === 'open' ? 'muted' : undefined);
	return fill(
		[
			span(' '),
			span(`${glyph} `, tone),
			column(title, name, verdict === 'open' ? 'muted' : undefined),
			span('  '),
			words,
		],
		width,
	);
}

/** One line: what is broken in words, the rest as a count. */
function folded(all: readonly Guarantee[], width: number): Line {
	const broken = all.filter(each => each.verdict === 'broken');
	const notes = all.filter(each => each.verdict === 'note');
	const some = (verdict: Guarantee['verdict']) => all.filter(each => each.verdict === verdict).length;
	const parts: Line[] = [
		...broken.map(each => [span(`╳ ${each.title}: ${each.evidence}`, 'broken')]),
		...(some('holds') > 0 ? [[span('✓', 'done'), span(` ${some('holds')} hold`)]] : []),
		...(some('open') > 0 ? [[span(`· ${some('open')} open`, 'muted')]] : []),
		...notes.map(each => [span('! ', 'warning'), span(`${each.title} ${each.evidence}`)]),
	];
	const line = joined(parts, span('   '), width - 14);
	return ends([span(' '), strong('guarantees'), span('  '), ...line], [], width);
}
