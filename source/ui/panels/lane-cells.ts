import type {LaneCell, ProcessCell} from '../../model/timeline.js';
import {type Line, type Span, span} from '../text/line.js';
import type {Tone} from '../theme.js';

type Look = {readonly glyph: string; readonly tone?: Tone; readonly ascii?: string};

/** The look of each kind of cell; the glyphs' meanings are those of the help's table. */
const laneLooks: Readonly<Record<LaneCell, Look>> = {
	empty: {glyph: ' '},
	waiting: {glyph: '·', tone: 'muted'},
	open: {glyph: '┈', tone: 'muted'},
	holding: {glyph: '█', tone: 'running'},
	done: {glyph: '▇', tone: 'done'},
	tried: {glyph: '▇', tone: 'warning'},
	failed: {glyph: '✗', tone: 'warning'},
	backoff: {glyph: '┄', tone: 'warning'},
	'backoff-left': {glyph: '┄', tone: 'rule'},
	interrupted: {glyph: '▒', tone: 'broken'},
	'interrupted-mark': {glyph: '╳', tone: 'broken'},
	replayed: {glyph: '◇', tone: 'replayed'},
	frozen: {glyph: '░', tone: 'frozen'},
	double: {glyph: '▓', tone: 'broken'},
	sleep: {glyph: '─', tone: 'muted', ascii: '~'},
	'sleep-left': {glyph: '─', tone: 'rule', ascii: '~'},
	deadline: {glyph: '┤', tone: 'muted'},
	armed: {glyph: '!', tone: 'warning'},
};

const processLooks: Readonly<Record<ProcessCell, Look>> = {
	empty: {glyph: ' '},
	standby: {glyph: '┈', tone: 'muted'},
	holding: {glyph: '━', tone: 'running'},
	frozen: {glyph: '░', tone: 'frozen'},
	cut: {glyph: '╌', tone: 'frozen'},
	exit: {glyph: '╳', tone: 'broken'},
};

export function laneSpans(cells: readonly LaneCell[]): Line {
	return runs(cells.map(cell => laneLooks[cell]));
}

export function processSpans(cells: readonly ProcessCell[]): Line {
	return runs(cells.map(cell => processLooks[cell]));
}

/** Neighbours in one look become one span. */
function runs(looks: readonly Look[]): Span[] {
	const spans: Span[] = [];
	for (let from = 0; from < looks.length; ) {
		const {glyph, tone, ascii} = looks[from] as Look;
		let to = from + 1;
		while (looks[to]?.glyph === glyph && looks[to]?.tone === tone) {
			to++;
		}

		const text = span(glyph.repeat(to - from), tone);
		spans.push(ascii === undefined ? text : {...text, ascii: ascii.repeat(to - from)});
		from = to;
	}

	return spans;
}
