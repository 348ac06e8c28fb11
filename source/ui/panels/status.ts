import {fill, type Line, span} from '../text/line.js';
import type {Status} from '../view-state.js';

export type StatusProps = {
	readonly status: Status | null;
	/** What to do next, for as long as there is nothing to answer. */
	readonly hint: Line;
	readonly width: number;
};

/** The answer to the last key; when there is none, a hint. */
export function statusLine({status, hint, width}: StatusProps): Line {
	if (status === null) {
		return fill([span(' '), ...hint], width);
	}

	return status.kind === 'refusal'
		? fill([span(' ! ', 'warning'), span(status.text)], width)
		: fill([span(' › '), span(status.text)], width);
}
