import type {Fault, Placement} from '../events.js';

/** Which moment is shown; live when there is none. `at` is the time that counts as now. */
export type Cursor = {readonly seq: number; readonly at: number};

/** What covers the lower part of the screen, or all of it (help, tour). */
export type Overlay =
	| {readonly kind: 'help'; readonly scroll: number}
	| {readonly kind: 'inspector'; readonly scroll: number}
	/** The list of guided examples. */
	| {readonly kind: 'tour'; readonly chosen: number}
	/**
	 * `chosen` is the row; `evidence` the place in its list of events that was visited last, -1 for none. `trail` is that list as
	 * it was at the first visit: in the past, there are fewer of them.
	 */
	| {
			readonly kind: 'guarantees';
			readonly chosen: number;
			readonly evidence: number;
			readonly trail?: readonly number[];
	  }
	| {readonly kind: 'chooser'; readonly fault: Fault; readonly placement: ArmedPlacement}
	/** The value for a pending promise: one of a few, or the one that is typed. */
	| {
			readonly kind: 'prompt';
			readonly run: string;
			readonly step: string;
			readonly chosen: number;
			readonly text: string;
	  };

/** Whether it takes the place of the lanes too. */
export function coversAll(overlay: Overlay | null): boolean {
	return overlay?.kind === 'help' || overlay?.kind === 'tour';
}

export type ArmedPlacement = Exclude<Placement, 'running'>;

/** The answer to the last key. */
export type Status = {readonly text: string; readonly kind: 'answer' | 'refusal'; readonly at: number};

/** What the user sees and selects; it is no part of the model. */
export type View = {
	/** Place of the focused workflow in the list of those shown. */
	readonly focus: number;
	/** Whether the focus goes to the newest run of a program by itself: until the user moves it. */
	readonly follows: boolean;
	/** Key of the selected lane for each workflow; none: the screen follows the run. */
	readonly selected: Readonly<Record<string, string>>;
	/** Id of the run to show for each workflow; none: the newest. */
	readonly runs: Readonly<Record<string, string>>;
	/** Whether to show what the processes print; null: only what a whole program prints. */
	readonly output: boolean | null;
	readonly cursor: Cursor | null;
	/** 0 fits the whole run; each step shows half as much. */
	readonly zoom: number;
	readonly overlay: Overlay | null;
	readonly status: Status | null;
};

export const initialView: View = {
	focus: 0,
	follows: true,
	selected: {},
	runs: {},
	output: null,
	cursor: null,
	zoom: 0,
	overlay: null,
	status: null,
};

export type ViewAction =
	| {readonly type: 'focus'; readonly index: number}
	| {readonly type: 'select'; readonly workflow: string; readonly lane: string | null}
	| {readonly type: 'run'; readonly workflow: string; readonly run: string | null}
	| {readonly type: 'output'; readonly shown: boolean}
	| {readonly type: 'seek'; readonly cursor: Cursor | null}
	| {readonly type: 'zoom'; readonly zoom: number}
	| {readonly type: 'open'; readonly overlay: Overlay | null}
	| {readonly type: 'say'; readonly status: Status | null}
	/** Several at once, in order. */
	| {readonly type: 'all'; readonly actions: readonly ViewAction[]};

/** How far one can zoom in: to a 64th of the run. */
export const deepestZoom = 6;

export function reduceView(view: View, action: ViewAction): View {
	switch (action.type) {
		case 'focus':
			return {...view, focus: action.index, follows: false};
		case 'select':
			return {...view, selected: withEntry(view.selected, action.workflow, action.lane)};
		case 'run':
			return {
				...view,
				runs: withEntry(view.runs, action.workflow, action.run),
				selected: withEntry(view.selected, action.workflow, null),
			};
		case 'output':
			return {...view, output: action.shown};
		case 'seek':
			return {...view, cursor: action.cursor};
		case 'zoom':
			return {...view, zoom: Math.min(deepestZoom, Math.max(0, action.zoom))};
		case 'open':
			return {...view, overlay: action.overlay};
		case 'say':
			return {...view, status: action.status};
		case 'all':
			return action.actions.reduce(reduceView, view);
	}
}

function withEntry(
	all: Readonly<Record<string, string>>,
	key: string,
	value: string | null,
): Readonly<Record<string, string>> {
	const {[key]: _, ...others} = all;
	return value === null ? others : {...others, [key]: value};
}
