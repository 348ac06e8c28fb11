import type {Model, Process} from '../../model/model.js';
import {deathOf} from '../../model/select.js';
import {processCells, type TimeAxis} from '../../model/timeline.js';
import type {Columns} from '../layout.js';
import {blank, clip, column, fill, joined, type Line, lineWidth, rule, span, strong} from '../text/line.js';
import {padTo} from '../text/width.js';
import {processSpans} from './lane-cells.js';

export type ProcessesProps = {
	readonly model: Model;
	/** Null before the first run. */
	readonly axis: TimeAxis | null;
	readonly now: number;
	readonly columns: Columns;
	readonly width: number;
	readonly rows: number;
};

/** A lane each: its pid, what it held and when, how it died. The dead give way, the oldest first; the living never. */
export function processes(props: ProcessesProps): Line[] {
	const {model, rows, width} = props;
	if (rows <= 0) {
		return [];
	}

	if (rows === 1) {
		return [folded(props)];
	}

	const shown = chosen(model.processes, rows - 1);
	const dead = model.processes.filter(process => process.exitedAt !== null);
	const hidden = dead.filter(process => !shown.includes(process)).length;
	const note: Line = hidden > 0 ? [span(`${hidden} more died `, 'muted')] : [];
	return [
		rule([span(' '), strong('processes')], width, note),
		...shown.map(process => processLine(process, props)),
		...Array.from({length: rows - 1 - shown.length}, () => fill([], width)),
	];
}

/** Those to show, in the order in which they were born. */
export function chosen(all: readonly Process[], rows: number): readonly Process[] {
	const alive = all.filter(process => process.exitedAt === null);
	const room = Math.max(0, rows - alive.length);
	const dead = all.filter(process => process.exitedAt !== null);
	const newest = new Set(room === 0 ? [] : dead.slice(-room));
	return all.filter(process => process.exitedAt === null || newest.has(process)).slice(0, rows);
}

function processLine(process: Process, props: ProcessesProps): Line {
	const {model, axis, now, columns, width} = props;
	const name = `${padTo(process.name, 3)} ${process.pid}`;
	const cells = axis ? processSpans(processCells(process, model, null, axis, now)) : [];
	return fill(
		[
			blank(2),
			column(name, columns.label, process.exitedAt === null ? undefined : 'muted'),
			blank(2),
			...cells,
			blank(columns.cells - lineWidth(cells) + 2),
			...clip(stateOf(process, model.runs), columns.verdict),
		],
		width,
	);
}

/** What it does now, or how it died. */
export function stateOf(process: Process, runs: Model['runs']): Line {
	const death = deathOf(process);
	if (death !== null) {
		return [span('╳', process.signal === null && process.code === 0 ? 'muted' : 'broken'), span(` ${death}`)];
	}

	const holds = process.holding.map(id => runs.get(id)?.description.title ?? id).join(', ');
	switch (process.state) {
		case 'frozen':
			return [span('░ frozen', 'frozen'), span(holds === '' ? '' : ` holds ${holds}`)];
		case 'cut':
			return [span('╌ cut off', 'frozen'), span(holds === '' ? '' : ` holds ${holds}`)];
		case 'starting':
			return [span('· starting', 'muted')];
		default:
			return holds === '' ? [span('┈ stands by', 'muted')] : [span('━', 'running'), span(` holds ${holds}`)];
	}
}

function folded({model, width}: ProcessesProps): Line {
	const alive = model.processes.filter(process => process.exitedAt === null);
	const dead = model.processes.filter(process => process.exitedAt !== null);
	const last = dead.at(-1);
	const parts: Line[] = [
		...alive.map(process => [span(`${process.name} `), ...stateOf(process, model.runs)]),
		...(last ? [[span(`${last.name} `), ...stateOf(last, model.runs)]] : []),
		...(dead.length > 1 ? [[span(`${dead.length - 1} more died`, 'muted')]] : []),
	];
	return fill([span(' '), strong('processes'), span('  '), ...joined(parts, span('   '), width - 13)], width);
}
