import {executions} from './executions.js';
import type {ArmedFault, Run, Step} from './model.js';
import {plainText} from './plain-text.js';
import {lookUp} from './step-index.js';

/**
 * How a lane stands. `waiting`: its step was not reached yet; `failed`: threw, and no retry will come; `backoff`: threw, and
 * waits for its retry; `interrupted`: its process died, and nobody runs it yet; `pending`: created, but without an attempt
 * (an external promise); `open`: a nested workflow or a call that is carried out elsewhere, with steps of its own.
 */
export type LaneState =
	| 'waiting'
	| 'running'
	| 'failed'
	| 'backoff'
	| 'interrupted'
	| 'sleeping'
	| 'pending'
	| 'open'
	| 'recorded'
	| 'rejected';

/** One row of the picture: a step, or the place of one that is expected. */
export type Lane = {
	/** Stays the same when the expected step is created. */
	readonly key: string;
	readonly label: string;
	/** 0 for steps of the workflow itself, 1 for theirs, and so on. */
	readonly depth: number;
	readonly step: Step | null;
	readonly state: LaneState;
	/** How often its function was called · how often its value was served from the log instead. */
	readonly executed: number;
	readonly replayed: number;
	/** Whether the last thing that happened to it is that it was served from the log. */
	readonly servedLast: boolean;
	readonly armed: readonly ArmedFault[];
};

const lanesOfRun = new WeakMap<Run, readonly Lane[]>();
const laneOfStep = new WeakMap<Step, Lane>();
const none: readonly ArmedFault[] = [];

/**
 * The lanes of a run: first the expected ones in their order, each with its step once that is created, then all other
 * steps in the order of their creation; the steps of a workflow that is itself a step follow it.
 */
export function lanesOf(run: Run): readonly Lane[] {
	const known = lanesOfRun.get(run);
	if (known) return known;
	const places = placesOf(run);
	const armed = armedAt(run, places);
	const lanes = places.map((place, index) => laneOf(run, place, armed.get(index) ?? none));
	lanesOfRun.set(run, lanes);
	return lanes;
}

type Place = {readonly key: string; readonly label: string; readonly depth: number; readonly step: Step | null};

function placesOf(run: Run): Place[] {
	const planned = run.description.lanes ?? [];
	const places: Place[] = planned.map((label, index) => ({key: `lane ${index + 1}`, label, depth: 0, step: null}));
	const free = new Map<string, number[]>();
	planned.forEach((label, index) => {
		const indices = free.get(label);
		if (indices) indices.push(index);
		else free.set(label, [index]);
	});
	const depths: number[] = [];
	const below = new Map<string, Place[]>();
	for (const step of run.steps) {
		const parent = depths[lookUp(run.index, step.parent)];
		const depth = parent === undefined ? 0 : parent + 1;
		depths.push(depth);
		const index = free.get(step.label)?.shift();
		if (index !== undefined) {
			places[index] = {key: `lane ${index + 1}`, label: step.label, depth, step};
			continue;
		}
		const siblings = depth === 0 ? places : (below.get(step.parent) ?? []);
		siblings.push({key: step.id, label: step.label, depth, step});
		if (depth > 0) below.set(step.parent, siblings);
	}
	return below.size === 0 ? places : asTree(places, below);
}

/** Each place followed by those below it. */
function asTree(top: readonly Place[], below: ReadonlyMap<string, readonly Place[]>): Place[] {
	const tree: Place[] = [];
	const ahead = top.toReversed();
	for (let place = ahead.pop(); place; place = ahead.pop()) {
		tree.push(place);
		const children = place.step ? below.get(place.step.id) : undefined;
		if (children) ahead.push(...children.toReversed());
	}
	return tree;
}

/** A fault waits at the first lane with its label that has no record yet, for there it will strike. */
function armedAt(run: Run, places: readonly Place[]): Map<number, ArmedFault[]> {
	const found = new Map<number, ArmedFault[]>();
	for (const fault of run.armed) {
		const fits = ({label, step}: Place) => label === fault.target || step?.id === fault.target;
		const next = places.findIndex(place => fits(place) && !place.step?.record);
		const index = next >= 0 ? next : places.findIndex(fits);
		if (index >= 0) found.set(index, [...(found.get(index) ?? []), fault]);
	}
	return found;
}

function laneOf(run: Run, {key, label, depth, step}: Place, armed: readonly ArmedFault[]): Lane {
	if (!step) {
		const nothing = {executed: 0, replayed: 0, servedLast: false};
		return {key, label: plainText(label), depth, step, state: 'waiting', ...nothing, armed};
	}
	const state = stateOfStep(step, run.state === 'running');
	const known = laneOfStep.get(step);
	if (known?.key === key && known.state === state && known.depth === depth && armed.length === 0) return known;
	const lane: Lane = {
		...{key, depth, step, state, armed},
		label: plainText(label),
		executed: executions(step),
		replayed: step.replays.length,
		servedLast: (step.replays.at(-1)?.seq ?? 0) > (step.attempts.at(-1)?.startSeq ?? 0),
	};
	if (armed.length === 0) laneOfStep.set(step, lane);
	return lane;
}

/** How a step stands; `active` says whether its run goes on, for after it nothing is retried or woken. */
export function stateOfStep(step: Step, active = true): LaneState {
	if (step.record) return step.record.state === 'resolved' ? 'recorded' : 'rejected';
	if (step.kind === 'sleep') return active ? 'sleeping' : 'interrupted';
	const last = step.attempts.at(-1);
	if (!last) return step.workflow || step.kind === 'rpc' || step.kind === 'detached' ? 'open' : 'pending';
	if (step.attempts.some(attempt => attempt.state === 'running')) return 'running';
	if (last.lostAt !== undefined) return 'interrupted';
	switch (last.state) {
		case 'failed':
			if (last.retryAt === undefined) return 'failed';
			return active ? 'backoff' : 'interrupted';
		case 'interrupted':
			return 'interrupted';
		default:
			// It returned, and its record is on the way.
			return 'running';
	}
}
