import type {Mark, Line as Told} from '../../model/narrate.js';
import {fill, type Line, rule, type Span, sleepLine, span, strong} from '../text/line.js';
import {clock} from '../text/units.js';
import {padLeft} from '../text/width.js';
import type {Tone} from '../theme.js';

export type LogProps = {
	/** The newest ones, the oldest first; more than fit are cut off at the front. */
	readonly entries: readonly Told[];
	readonly width: number;
	readonly rows: number;
	/** The event under the cursor, if the view is paused. */
	readonly cursor: number | null;
};

/** The look of each kind of entry. */
const marks: Readonly<Record<Mark, readonly [glyph: string, tone?: Tone]>> = {
	start: ['●', 'running'],
	done: ['✓', 'done'],
	replay: ['◇', 'replayed'],
	fail: ['✗', 'warning'],
	kill: ['╳', 'broken'],
	freeze: ['░', 'frozen'],
	sleep: ['─', 'muted'],
	info: ['·', 'muted'],
	fault: ['!', 'warning'],
	reject: ['╳', 'warning'],
};

function markOf(mark: Mark): Span {
	const [glyph, tone] = marks[mark];
	return mark === 'sleep' ? sleepLine(1, tone) : span(glyph, tone);
}

/** What happened last, in words; the newest at the bottom. */
export function log({entries, width, rows, cursor}: LogProps): Line[] {
	if (rows <= 0) {
		return [];
	}

	const titled = rows > 2;
	const room = titled ? rows - 1 : rows;
	const shown = entries.slice(-room);
	const digits = Math.max(3, String(shown.at(-1)?.seq ?? 0).length);
	const lines = shown.map(({at, seq, mark, text}) => {
		const here = cursor !== null && seq === cursor;
		const time = clock(at);
		return fill(
			[
				here ? strong('▸') : span(' '),
				span(padLeft(`#${seq}`, digits + 1), 'muted'),
				span(`  ${width < 100 ? time.slice(3) : time}  `, 'muted'),
				markOf(mark),
				span(' '),
				here ? strong(text) : span(text),
			],
			width,
		);
	});
	return [
		...(titled ? [rule([span(' '), strong('log')], width)] : []),
		...lines,
		...Array.from({length: room - lines.length}, () => fill([], width)),
	];
}
