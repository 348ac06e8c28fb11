import type {Guarantee} from '../model/guarantee.js';
import type {Model, Run} from '../model/model.js';
import type {Line as Told} from '../model/narrate.js';
import {currentRun, holdingProcess, lanesOf, processOf, runsOf} from '../model/select.js';
import {type TimeAxis, timeAxis, windowOf} from '../model/timeline.js';
import {type Content, type Layout, layout, smallest} from './layout.js';
import {axisLine} from './panels/axis.js';
import {code} from './panels/code.js';
import {footer} from './panels/footer.js';
import {guarantees} from './panels/guarantees.js';
import {header} from './panels/header.js';
import {hintFor} from './panels/hint.js';
import {lanes} from './panels/lanes.js';
import {log} from './panels/log.js';
import {overlayLines, overlayRows} from './panels/overlay.js';
import {processes} from './panels/processes.js';
import {sleep} from './panels/sleep.js';
import {states} from './panels/states.js';
import {statusLine} from './panels/status.js';
import {title} from './panels/title.js';
import {selectedLane} from './situation.js';
import {fill, type Line, span} from './text/line.js';
import {widthOf, wrapWords} from './text/width.js';
import type {View} from './view-state.js';

export type FrameProps = {
	/** Size of the terminal. */
	readonly columns: number;
	readonly rows: number;
	readonly view: View;
	/** What is shown: the model now, or as it was under the cursor. */
	readonly model: Model;
	/** Number of the newest event, whatever is shown. */
	readonly newest: number;
	/** The time that counts as now. */
	readonly now: number;
	readonly workflows: readonly string[];
	readonly store: string;
	readonly live: boolean;
	readonly platform: string;
	/** The guarantees of a run at the moment shown. */
	readonly judge: (run: Run, model: Model) => readonly Guarantee[];
	/** The last things that happened up to the moment shown, in words. */
	readonly entries: (count: number) => readonly Told[];
	readonly readSource?: (file: string) => readonly string[] | null;
};

/** The whole screen as lines, one less than the terminal has rows, each as wide as the terminal. */
export function frame(props: FrameProps): Line[] {
	const {columns, rows, view, workflows} = props;
	const runs = workflows.map(name => currentRun(props.model, name));
	const place = layout(columns, rows, contentOf(props, runs));
	if (place === null) {
		return tooSmall(columns, rows);
	}

	const run = runs[view.focus] ?? null;
	const head = header({
		width: columns,
		workflows: workflows.map((name, index) => runs[index]?.description.title ?? name),
		focus: view.focus,
		paused: view.cursor === null ? null : {seq: view.cursor.seq, of: props.newest},
		live: props.live,
		run: runsOf(props.model, workflows[view.focus] ?? '').length,
		elapsed: run ? (run.settledAt ?? props.now) - run.startedAt : 0,
		store: props.store,
		processes: props.model.processes
			.filter(process => process.exitedAt === null)
			.map(({name, holding, state}) => ({
				name,
				holds: holding.length > 0,
				troubled: state === 'frozen' || state === 'cut',
			})),
		pace: props.model.pace,
	});
	const status = statusLine({
		status: view.status,
		hint: hintFor({run, model: props.model, view, now: props.now, live: props.live}),
		width: columns,
	});
	const body =
		view.overlay?.kind === 'help'
			? overlayLines({...props, run, rows: place.rows - 3, overlay: view.overlay})
			: bodyLines(props, place, runs);
	return [head, ...body, status, footer(columns, view.overlay)];
}

function contentOf({view, model, judge, readSource, workflows}: FrameProps, runs: readonly (Run | null)[]): Content {
	const run = runs[view.focus] ?? null;
	const alive = model.processes.filter(process => process.exitedAt === null).length;
	return {
		workflows: workflows.map((_, index) => {
			const each = runs[index];
			const all = each ? lanesOf(each) : [];
			return {
				lanes: Math.max(1, all.length),
				label: Math.max(0, ...all.slice(0, 200).map(lane => widthOf(lane.label) + Math.min(lane.depth * 2, 8))),
				states: (each?.states.length ?? 0) > 0,
				sleep: each ? each.states.length > 0 || each.steps.some(step => step.sleep !== null) : false,
			};
		}),
		focus: view.focus,
		processes: {live: alive, dead: model.processes.length - alive},
		guarantees: run ? judge(run, model).length : 4,
		code: readSource !== undefined,
		overlay: view.overlay === null || view.overlay.kind === 'help' ? 0 : overlayRows(view.overlay),
	};
}

function bodyLines(props: FrameProps, place: Layout, runs: readonly (Run | null)[]): Line[] {
	const {model, now, view, workflows} = props;
	const {width, columns} = place;
	const focusedRun = runs[view.focus] ?? null;
	const axes = runs.map(run => (run ? axisFor(run, view, now, columns.cells) : null));
	const lines: Line[] = [];
	const blank = (count: number) => lines.push(...Array.from({length: count}, () => fill([], width)));

	for (const part of place.workflows) {
		const run = runs[part.index] ?? null;
		const axis = axes[part.index] ?? null;
		const name = workflows[part.index] ?? '';
		const isFocused = part.index === view.focus;
		blank(part.gap);
		lines.push(
			title({
				...{run, model, now, name, width, focused: isFocused},
				digit: workflows.length > 1 ? part.index + 1 : null,
			}),
		);
		if (!run || !axis) {
			blank(part.states + part.sleep + part.axis + part.lanes);
			continue;
		}

		if (part.states > 0) {
			lines.push(states({run, width}));
		}

		if (part.sleep > 0) {
			lines.push(sleep({run, now, columns, width}));
		}

		if (part.axis > 0) {
			lines.push(axisLine({axis, columns, width, zoom: isFocused ? view.zoom : 0}));
		}

		const drawn = lanes({
			...{run, model, axis, now, columns, width, focused: isFocused},
			rows: part.lanes,
			selected: selectedLane(view, name, run)?.key ?? null,
		});
		lines.push(...drawn);
		blank(part.lanes - drawn.length);
	}

	if (view.overlay !== null) {
		return [...lines, ...overlayLines({...props, run: focusedRun, rows: place.overlay, overlay: view.overlay})];
	}

	const axis = axes[view.focus] ?? null;
	blank(place.processes > 1 ? place.gaps : 0);
	lines.push(...processes({model, axis, now, columns, width, rows: place.processes}));
	const between = pair(props, place, focusedRun);
	blank(between.length > 1 ? place.gaps : 0);
	lines.push(...between);
	blank(place.log > 2 ? place.gaps : 0);
	lines.push(
		...log({
			entries: props.entries(place.log),
			width,
			rows: place.log,
			cursor: view.cursor?.seq ?? null,
		}),
	);
	return lines;
}

/** Code and guarantees: side by side where there is room, else one under the other. */
function pair(props: FrameProps, place: Layout, run: Run | null): Line[] {
	const {width} = place;
	const all = run ? props.judge(run, props.model) : [];
	if (!place.beside || place.code === 0) {
		return [
			...codeLines(props, run, width, place.code),
			...guarantees({guarantees: all, width, rows: place.guarantees, titled: true}),
		];
	}

	// The claims need some sixty cells to be read; the code takes what is left.
	const right = Math.max(Math.min(62, Math.floor(width / 2)), 1);
	const left = width - right - 1;
	const sources = codeLines(props, run, left, place.code);
	const claims = guarantees({guarantees: all, width: right, rows: place.code, titled: true});
	return sources.map((line, index) => [
		...fill(line, left),
		span(index === 0 ? '─' : ' ', 'rule'),
		...(claims[index] ?? []),
	]);
}

function codeLines(
	{model, view, workflows, readSource}: FrameProps,
	run: Run | null,
	width: number,
	rows: number,
): Line[] {
	const lane = run ? selectedLane(view, workflows[view.focus] ?? '', run) : null;
	const holder = run ? holdingProcess(run) : null;
	const own = holder === null ? null : processOf(model, holder)?.position;
	const position = own && own.run === run?.id ? own : (run?.position ?? null);
	const file = position?.file ?? lane?.step?.file ?? null;
	return code({
		source: file === null ? undefined : (readSource?.(file) ?? null),
		file,
		line: run?.state === 'running' ? (position?.line ?? null) : null,
		process: holder,
		run,
		selected: lane?.step ?? null,
		width,
		rows,
	});
}

/** The timeline of a run: all of it, or, zoomed in, a window that ends shortly after now. */
function axisFor(run: Run, view: View, now: number, cells: number): TimeAxis {
	const whole = windowOf(run, now);
	const mark = run.state === 'running' || view.cursor !== null ? {now} : {};
	if (view.zoom === 0) {
		return timeAxis({...whole, cells, ...mark});
	}

	const fitted = timeAxis({...whole, cells});
	const span = (fitted.to - fitted.from) / 2 ** view.zoom;
	const focus = Math.min(now, run.settledAt ?? now);
	const from = Math.max(run.startedAt, Math.min(focus - span * 0.8, fitted.to - span));
	return timeAxis({from, to: from + span, cells, exact: true, origin: run.startedAt, ...mark});
}

function tooSmall(columns: number, rows: number): Line[] {
	const text = `durable-tui needs ${smallest.columns} × ${smallest.rows} to draw; this terminal has ${columns} × ${rows}. Please make it a little larger: the run goes on meanwhile.`;
	const lines = wrapWords(text, Math.max(1, columns - 2)).map(line =>
		fill([span(columns > 4 ? ' ' : ''), span(line)], columns),
	);
	return lines.slice(0, Math.max(1, rows - 1));
}
