import type {Event} from '../../source/events.js';
import {judge} from '../../source/model/judge.js';
import {fold} from '../../source/model/reduce.js';
import {createChronicle} from '../../source/ui/chronicle.js';
import {type FrameProps, frame} from '../../source/ui/frame.js';
import {type Line, textOf} from '../../source/ui/text/line.js';
import {createTheme, type ThemeOptions} from '../../source/ui/theme.js';
import {initialTour} from '../../source/ui/tour/tour-state.js';
import {initialView, type View} from '../../source/ui/view-state.js';

export type DrawOptions = Partial<Omit<FrameProps, 'view'>> & {readonly view?: Partial<View>; readonly seq?: number};

/** The frame of a log, as the screen would draw it. */
export function draw(events: readonly Event[], options: DrawOptions = {}): Line[] {
	const {view, seq = events.length, ...props} = options;
	const model = fold(events.slice(0, seq));
	const chronicle = createChronicle(
		() => events,
		at => fold(events.slice(0, at)),
	);
	return frame({
		columns: 100,
		rows: 30,
		model,
		newest: events.length,
		now: model.at,
		workflows: ['mutex'],
		store: 'embedded store',
		live: true,
		platform: 'linux',
		judge,
		tour: initialTour,
		entries: count => chronicle.upTo(seq, count),
		...props,
		view: {...initialView, ...view},
	});
}

/** The same as plain text, without trailing blanks. */
export function text(events: readonly Event[], options: DrawOptions = {}): string {
	return draw(events, options)
		.map(line => textOf(line).trimEnd())
		.join('\n');
}

/** The same as a terminal would get it. */
export function painted(events: readonly Event[], theme: Partial<ThemeOptions>, options: DrawOptions = {}): string[] {
	const {paint} = createTheme({ascii: false, colors: 3, ground: 'dark', ...theme});
	return draw(events, options).map(paint);
}

/** The row in which a text stands. */
export function rowWith(screen: string, what: string): string {
	const row = screen.split('\n').find(line => line.includes(what));
	if (row === undefined) {
		throw new Error(`no row with ${what}:\n${screen}`);
	}

	return row;
}
