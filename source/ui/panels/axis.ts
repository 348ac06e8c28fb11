import type {TimeAxis} from '../../model/timeline.js';
import type {Columns} from '../layout.js';
import {blank, fill, type Line, span, strong} from '../text/line.js';

export type AxisProps = {
	readonly axis: TimeAxis;
	readonly columns: Columns;
	readonly width: number;
	/** How often the timeline was zoomed in; 0 fits the run. */
	readonly zoom: number;
};

/** The times above the lanes; each label begins at the cell of its time. */
export function axisLine({axis, columns, width, zoom}: AxisProps): Line {
	const line: Line[number][] = [blank(2 + columns.label + 2)];
	let cell = 0;
	for (const tick of axis.ticks) {
		const isNow = tick.label === 'now';
		const room = axis.cells - tick.cell;
		line.push(
			blank(tick.cell - cell),
			isNow ? strong(tick.label.slice(0, room)) : span(tick.label.slice(0, room), 'muted'),
		);
		cell = tick.cell + Math.min(tick.label.length, room);
	}

	line.push(blank(columns.cells - cell + 2), span(zoom > 0 ? `zoom ${2 ** zoom}×` : '', 'muted'));
	return fill(line, width);
}
