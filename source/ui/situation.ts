import type {Command} from '../command.js';
import type {Guarantee} from '../model/guarantee.js';
import type {Model, Run} from '../model/model.js';
import {currentRun, type Lane, laneByName} from '../model/select.js';
import type {Cursor, View, ViewAction} from './view-state.js';

/** What a key comes to: something for the engine, something for the screen, the end, or why it makes no sense now. */
export type Outcome =
	/** `meanwhile` happens on the screen at once, whatever becomes of the command. */
	| {readonly command: Command; readonly meanwhile?: ViewAction}
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
	/** False when a journal is shown. */
	readonly live: boolean;
	readonly platform: string;
	/** The guarantees of the focused run, as on the screen. */
	readonly guarantees: readonly Guarantee[];
	/** The moment of the event with this number, clamped to those there are. */
	readonly momentOf: (seq: number) => Cursor;
};

/** The focused workflow with its newest run. */
export function focused({view, model, workflows}: Situation): {readonly workflow: string; readonly run: Run | null} {
	const workflow = workflows[view.focus] ?? workflows[0] ?? '';
	return {workflow, run: currentRun(model, workflow)};
}

/** The selected lane of a run, if there is one. */
export function selectedLane(view: View, workflow: string, run: Run): Lane | null {
	const key = view.selected[workflow];
	return key === undefined ? null : laneByName(run, key);
}
