import type {Command} from '../command.js';
import type {Guarantee} from '../model/guarantee.js';
import type {Model, Process, Run} from '../model/model.js';
import {currentRun, type Lane, laneByName, workflows} from '../model/select.js';
import type {TourAction, TourState} from './tour/tour-state.js';
import type {Cursor, View, ViewAction} from './view-state.js';

/** What a key comes to: something for the engine, something for the screen, the end, or why it makes no sense now. */
export type Outcome =
	/** `meanwhile` happens on the screen at once, whatever becomes of the command. */
	| {readonly command: Command; readonly meanwhile?: ViewAction}
	| {readonly tour: TourAction; readonly meanwhile?: ViewAction}
	| {readonly view: ViewAction}
	| {readonly reason: string}
	| {readonly quit: true};

/** All that decides what a key means at this moment. */
export type Situation = {
	readonly view: View;
	/** As things are now, whatever moment is shown. */
	readonly model: Model;
	/** As they are on the screen. */
	readonly shown: Model;
	/** Number of the newest event that can be shown: of a journal, its last one, however far it has been played. */
	readonly newest?: number;
	readonly now: number;
	readonly workflows: readonly string[];
	/** The name of the user's program that starts the runs, if it is one. */
	readonly program?: string;
	/** False when a journal is shown. */
	readonly live: boolean;
	readonly platform: string;
	readonly tour: TourState;
	/** The guarantees of the focused run, as on the screen. */
	readonly guarantees: readonly Guarantee[];
	/** The moment of the event with this number, clamped to those there are. */
	readonly momentOf: (seq: number) => Cursor;
};

/** The focused workflow with its newest run. */
export function focused({view, model, workflows}: Situation): {readonly workflow: string; readonly run: Run | null} {
	const workflow = workflows[view.focus] ?? workflows[0] ?? '';
	return {workflow, run: runIn(view, model, workflow)};
}

/** The run of a workflow that is on the screen: the one that was chosen, else the newest. */
export function runIn({runs}: View, model: Model, workflow: string): Run | null {
	return model.runs.get(runs[workflow] ?? '') ?? currentRun(model, workflow);
}

/** What there is to show: the workflows that were asked for, then any others that ran; at least one name. */
export function workflowsOf(asked: readonly string[], model: Model, program = ''): readonly string[] {
	const names = new Set([...asked, ...workflows(model)]);
	return names.size > 0 ? [...names] : [program];
}

/** The view with its focus on the workflow whose run began last, as long as it follows a program. */
export function followed(view: View, model: Model, workflows: readonly string[], program?: string): View {
	if (program === undefined || !view.follows) {
		return view;
	}

	let newest: Run | undefined;
	for (const run of model.runs.values()) {
		newest = run.state === 'running' || newest?.state !== 'running' ? run : newest;
	}

	const focus = newest ? workflows.indexOf(newest.workflow) : 0;
	return focus === view.focus ? view : {...view, focus: Math.max(0, focus)};
}

/** How a program of the user's came to its end by itself; null while it lives, or is started again after a kill. */
export function endOf(program: string | undefined, model: Model): Process | null {
	const last = program === undefined ? undefined : model.processes.at(-1);
	return last && last.exitedAt !== null && last.signal === null ? last : null;
}

/** The selected lane of a run, if there is one. */
export function selectedLane(view: View, workflow: string, run: Run): Lane | null {
	const key = view.selected[workflow];
	return key === undefined ? null : laneByName(run, key);
}

/** Whether what the processes print is to be shown: what a whole program prints, unless the user says otherwise. */
export function isOutputShown({view, program}: {readonly view: View; readonly program?: string}): boolean {
	return view.output ?? program !== undefined;
}
