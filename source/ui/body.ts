import type {Run} from '../model/model.js';
import {holdingProcess, processOf} from '../model/select.js';
import {axesFor} from './axes.js';
import type {FrameProps} from './frame.js';
import type {Layout} from './layout.js';
import {axisLine} from './panels/axis.js';
import {code} from './panels/code.js';
import {guarantees} from './panels/guarantees.js';
import {lanes} from './panels/lanes.js';
import {log} from './panels/log.js';
import {output} from './panels/output.js';
import {overlayLines} from './panels/overlay.js';
import {processes} from './panels/processes.js';
import {sleep} from './panels/sleep.js';
import {states} from './panels/states.js';
import {title} from './panels/title.js';
import {endOf, selectedLane} from './situation.js';
import {fill, type Line, span} from './text/line.js';

/** Everything between the header and the status line. */
export function bodyLines(props: FrameProps, place: Layout, runs: readonly (Run | null)[]): Line[] {
	const {model, now, view, workflows} = props;
	const {width, columns} = place;
	const focusedRun = runs[view.focus] ?? null;
	const axes = axesFor(
		runs,
		place.workflows.map(part => part.index),
		view,
		{now, pace: model.pace},
		columns.cells,
	);
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
				...{
					run,
					model,
					now,
					name,
					width,
					focused: isFocused,
					idle: endOf(props.program, model) ? 'no workflow was started' : 'starting',
				},
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
		lines.push(...overlayLines({...props, run: focusedRun, rows: place.overlay, overlay: view.overlay}));
		return [...lines, ...logLines(props, place)];
	}

	const axis = axes[view.focus] ?? null;
	blank(place.processes > 1 ? place.gaps : 0);
	lines.push(...processes({model, axis, now, columns, width, rows: place.processes}));
	const between = pair(props, place, focusedRun);
	blank(hasRule(place) ? place.gaps : 0);
	lines.push(...between);
	blank(place.output > 0 ? place.gaps : 0);
	lines.push(...output({printed: props.printed?.(place.output) ?? [], width, rows: place.output}));
	blank(place.log > 2 ? place.gaps : 0);
	return [...lines, ...logLines(props, place)];
}

function logLines({entries, view}: FrameProps, {width, log: rows}: Layout): Line[] {
	return log({entries: entries(rows), width, rows, cursor: view.cursor?.seq ?? null});
}

/** Whether what stands between processes and log begins with a rule. */
function hasRule({code, guarantees}: Layout): boolean {
	return code > 1 || guarantees > 1;
}

/** Code and guarantees: side by side where there is room, else one under the other. */
function pair(props: FrameProps, place: Layout, run: Run | null): Line[] {
	const {width} = place;
	const all = run ? props.judge(run, props.model) : [];
	if (!place.beside || place.code === 0) {
		const gap = place.code > 1 && place.guarantees > 1 ? place.gaps : 0;
		return [
			...codeLines(props, run, width, place.code),
			...Array.from({length: gap}, () => fill([], width)),
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
		line: position?.line ?? null,
		going: run?.state === 'running',
		process: holder,
		run,
		selected: lane?.step ?? null,
		width,
		rows,
	});
}
