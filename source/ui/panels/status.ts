import {ends, fill, type Line, lineWidth, span, strong} from '../text/line.js';
import type {Status} from '../view-state.js';
import type {Hint} from './hint.js';

export type StatusProps = {
	readonly status: Status | null;
	/** Words of a script; empty for none. */
	readonly caption: string;
	/** What to do next, for as long as there is nothing to answer. */
	readonly hint: Hint;
	readonly width: number;
};

/** The words of a script come first, then the answer to the last key; when there is neither, a hint. */
export function statusLine({status, caption, hint, width}: StatusProps): Line {
	if (caption !== '') {
		const words: Line = [span(' '), {...strong(` ${caption} `), inverse: true}];
		const answer: Line = status === null ? [] : [span(status.text, 'muted'), span(' ')];
		return lineWidth(words) + lineWidth(answer) + 2 <= width ? ends(words, answer, width) : fill(words, width);
	}

	if (status === null) {
		const both: Line = [span(' '), ...hint.sentence, span(hint.keys.length > 0 ? '   ' : ''), ...hint.keys];
		const short = hint.keys.length > 0 && lineWidth(both) > width;
		return fill(short ? [span(' '), ...hint.keys] : both, width);
	}

	return status.kind === 'refusal'
		? fill([span(' ! ', 'warning'), span(status.text)], width)
		: fill([span(' › '), span(status.text)], width);
}
