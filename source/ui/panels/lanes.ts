import type {Model, Run} from '../../model/model.js';
import {type Lane, lanesOf} from '../../model/select.js';
import {laneCells, type TimeAxis} from '../../model/timeline.js';
import type {Columns} from '../layout.js';
import {blank, column, fill, type Line, lineWidth, span, strong} from '../text/line.js';
import {cutMiddle} from '../text/width.js';
import {laneSpans} from './lane-cells.js';
import {verdict} from './verdict.js';

export type LanesProps = {
	readonly run: Run;
	readonly model: Model;
	readonly axis: TimeAxis;
	readonly now: number;
	readonly columns: Columns;
	readonly width: number;
	/** Rows there are. */
	readonly rows: number;
	/** Key of the selected lane. */
	readonly selected: string | null;
	/** Whether this workflow has the focus. */
	readonly focused: boolean;
};

/** One row a step; of many, those around the selected lane or, without one, around the place where the run is. */
export function lanes(props: LanesProps): Line[] {
	const all = lanesOf(props.run);
	const from = windowStart(all, props.selected, props.rows);
	const shown = all.slice(from, from + props.rows);
	return shown.map((lane, index) => {
		const above = index === 0 && from > 0 ? from : 0;
		const below = index === shown.length - 1 ? all.length - from - shown.length : 0;
		return laneLine(lane, props, above > 0 ? '↑' : below > 0 ? '↓' : ' ');
	});
}

/** First lane to show. */
export function windowStart(all: readonly Lane[], selected: string | null, rows: number): number {
	if (all.length <= rows) {
		return 0;
	}

	const focus = selected === null ? currentLane(all) : all.findIndex(lane => lane.key === selected);
	const ahead = Math.min(2, Math.floor((rows - 1) / 2));
	return Math.max(0, Math.min(focus - rows + 1 + ahead, all.length - rows));
}

/** The lane where the run is: the last one that is neither waiting nor done, else the last that was recorded. */
export function currentLane(all: readonly Lane[]): number {
	const busy = all.findLastIndex(
		({state}) => state !== 'waiting' && state !== 'recorded' && state !== 'rejected' && state !== 'pending',
	);
	return busy >= 0
		? busy
		: Math.max(
				0,
				all.findLastIndex(({state}) => state !== 'waiting'),
			);
}

function laneLine(lane: Lane, props: LanesProps, more: string): Line {
	const {run, model, axis, now, columns, width} = props;
	const isSelected = props.selected === lane.key;
	const marker = isSelected ? strong('▸') : span(more, 'muted');
	const indent = ' '.repeat(Math.min(lane.depth * 2, 8));
	const text = indent + cutMiddle(lane.label, columns.label - indent.length);
	const name = column(text, columns.label, isSelected || lane.state !== 'waiting' ? undefined : 'muted');
	const cells = laneSpans(laneCells(lane, run, model, axis, now));
	const end = verdict({lane, run, model, now, width: columns.verdict});
	return fill(
		[
			marker,
			span(' '),
			isSelected ? {...name, bold: true} : name,
			blank(2),
			...cells,
			blank(columns.cells - lineWidth(cells) + 2),
			...end,
		],
		width,
	);
}
