import type {Run} from '../model/model.js';
import {lanesOf} from '../model/select.js';
import type {FrameProps} from './frame.js';
import type {Content} from './layout.js';
import {overlayRows} from './panels/overlay.js';
import {bannerRows} from './panels/tour-banner.js';
import {isOutputShown} from './situation.js';
import {widthOf} from './text/width.js';
import {coversAll} from './view-state.js';

/** What there is to show, in numbers: all that the layout has to know. */
export function contentOf(
	{view, model, judge, readSource, workflows, program, tour, columns, rows}: FrameProps,
	runs: readonly (Run | null)[],
): Content {
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
		banner: coversAll(view.overlay) ? 0 : bannerRows(tour, columns, rows),
		overlay: view.overlay === null || coversAll(view.overlay) ? 0 : overlayRows(view.overlay),
		output: isOutputShown({view, program}),
	};
}
