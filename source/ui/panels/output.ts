import type {EventOf} from '../../events.js';
import {fill, type Line, rule, span, strong} from '../text/line.js';

export type OutputProps = {
	/** What was printed last, the oldest first. */
	readonly printed: ReadonlyArray<EventOf<'output'>>;
	readonly width: number;
	readonly rows: number;
};

/** What the processes printed, as they printed it, made harmless; the newest at the bottom. */
export function output({printed, width, rows}: OutputProps): Line[] {
	if (rows <= 0) {
		return [];
	}

	const room = rows - 1;
	const lines = printed.slice(-room).map(({process, stream, text}) => {
		const isError = stream === 'stderr';
		return fill([span(`  ${process} `, 'muted'), span(isError ? '! ' : '  ', 'warning'), span(text)], width);
	});
	const empty = printed.length === 0 && room > 0 ? [fill([span('  nothing printed yet', 'muted')], width)] : [];
	const rest = room - lines.length - empty.length;
	return [
		rule([span(' '), strong('output')], width),
		...lines,
		...empty,
		...Array.from({length: rest}, () => fill([], width)),
	];
}
