import {fill, type Line, lineWidth, span} from '../text/line.js';
import type {Status} from '../view-state.js';
import type {Hint} from './hint.js';

export type StatusProps = {
	readonly status: Status | null;
	/** What to do next, for as long as there is nothing to answer. */
	readonly hint: Hint;
	readonly width: number;
};

/** The answer to the last key; when there is none, a hint. */
export function statusLine({status, hint, width}: StatusProps): Line {
	if (status === null) {
		const both: Line = [span(' '), ...hint.sentence, span(hint.keys.length > 0 ? '   ' : ''), ...hint.keys];
		const short = hint.keys.length > 0 && lineWidth(both) > width;
		return fill(short ? [span(' '), ...hint.keys] : both, width);
	}

	return status.kind === 'refusal'
		? fill([span(' ! ', 'warning'), span(status.text)], width)
		: fill([span(' › '), span(status.text)], width);
}
