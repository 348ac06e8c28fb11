import type {Run} from '../model/model.js';
import {type TimeAxis, timeAxis, windowOf} from '../model/timeline.js';
import type {View} from './view-state.js';

/**
 * The timeline of each run. Runs that are on the screen together and began together share one, so that whatever happened
 * at one time stands in one column.
 *
 * @param shown Places of those that are on the screen.
 */
export function axesFor(
	runs: readonly (Run | null)[],
	shown: readonly number[],
	view: View,
	{now, pace}: {readonly now: number; readonly pace: number},
	cells: number,
): readonly (TimeAxis | null)[] {
	// At its own pace a workflow may be over in no time; stretched, it is there to be watched.
	const least = pace > 1 ? undefined : 1000;
	const windows = shown.flatMap(index => {
		const run = runs[index];
		return run ? [windowOf(run, now)] : [];
	});
	const from = Math.min(...windows.map(each => each.from));
	const to = Math.max(...windows.map(each => each.to));
	const together = windows.every(each => each.from - from < (to - from) / 10);
	return runs.map((run, index) => {
		if (!run) {
			return null;
		}

		return axisFor(run, together && shown.includes(index) ? {from, to} : windowOf(run, now), view, {now, least}, cells);
	});
}

/** The timeline of a run: all of it, or, zoomed in, a window that ends shortly after now. */
function axisFor(
	run: Run,
	whole: {readonly from: number; readonly to: number},
	view: View,
	{now, least}: {readonly now: number; readonly least: number | undefined},
	cells: number,
): TimeAxis {
	const mark = run.state === 'running' || view.cursor !== null ? {now} : {};
	if (view.zoom === 0) {
		return timeAxis({...whole, cells, least, ...mark});
	}

	const fitted = timeAxis({...whole, cells, least});
	const span = (fitted.to - fitted.from) / 2 ** view.zoom;
	const focus = Math.min(now, whole.to);
	const from = Math.max(whole.from, Math.min(focus - span * 0.8, fitted.to - span));
	return timeAxis({from, to: from + span, cells, exact: true, origin: whole.from, ...mark});
}
