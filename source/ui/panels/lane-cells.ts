import type {LaneCell, ProcessCell} from '../../model/timeline.js';
import {type Line, type Span, span} from '../text/line.js';
import type {Tone} from '../theme.js';

type Look = {readonly glyph: string; readonly tone?: Tone};

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
	sleep: {glyph: '─', tone: 'muted'},
	'sleep-left': {glyph: '─', tone: 'rule'},
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

/** Neighbours in one colour become one span. */
function runs(looks: readonly Look[]): Span[] {
	const spans: Span[] = [];
	let text = '';
	let tone: Tone | undefined;
	for (const look of looks) {
		if (text !== '' && look.tone !== tone && look.glyph !== ' ') {
			spans.push(span(text, tone));
			text = '';
		}

		tone = look.glyph === ' ' ? tone : look.tone;
		text += look.glyph;
	}

	return text === '' ? spans : [...spans, span(text, tone)];
}
