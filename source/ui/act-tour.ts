import {currentRun} from '../model/select.js';
import type {Action} from './keymap.js';
import type {Outcome, Situation} from './situation.js';
import {whyNot} from './tour/availability.js';
import {examples} from './tour/examples.js';
import {evidenceOf, isProven} from './tour/tour-state.js';
import type {ViewAction} from './view-state.js';

const noExample = 'no guided example is open: t lists them';

/** What the keys of the tour do; `enter` only where it begins an example. */
export function tour(
	action: Extract<Action, 'tour' | 'next-example' | 'previous-example' | 'evidence'>,
	situation: Situation,
): Outcome {
	if (!situation.live) {
		return {reason: 'this is a journal: nothing runs; durable-tui --tour shows the examples'};
	}

	const {progress} = situation.tour;
	switch (action) {
		case 'tour':
			return list(progress?.index ?? firstUnproven(situation));
		case 'next-example':
			return progress ? neighbour(progress.index, 1, situation) : {reason: noExample};
		case 'previous-example':
			return progress ? neighbour(progress.index, -1, situation) : {reason: noExample};
		case 'evidence':
			return progress ? visit(situation) : {reason: noExample};
	}
}

/** Enter begins the example that is ready, and tries one again that proved nothing; otherwise it means what it always does. */
export function beginOnEnter(situation: Situation): Outcome | undefined {
	const {progress} = situation.tour;
	const again = progress?.phase === 'over' && !isProven(progress);
	return progress?.phase === 'ready' || again ? begin(progress.index, situation) : undefined;
}

function list(chosen: number): Outcome {
	return {view: {type: 'open', overlay: {kind: 'tour', chosen}}};
}

function firstUnproven({tour: {proven}}: Situation): number {
	return Math.max(
		0,
		examples.findIndex(({id}) => !proven.includes(id)),
	);
}

/** The example with its words on the screen, the view live, and the workflow in focus that it is about. */
export function choose(index: number, situation: Situation): Outcome {
	const example = examples[index];
	const reason = example ? whyNot(example, situation) : noExample;
	return example === undefined || reason !== null
		? {reason: reason ?? noExample}
		: {tour: {type: 'choose', index}, meanwhile: look(example.workflow, situation)};
}

/** The next one that can be shown here. */
function neighbour(from: number, by: 1 | -1, situation: Situation): Outcome {
	for (let index = from + by; examples[index] !== undefined; index += by) {
		const example = examples[index];
		if (example && whyNot(example, situation) === null) {
			return choose(index, situation);
		}
	}

	return {reason: by > 0 ? 'this is the last example: t lists them all' : 'this is the first example'};
}

function begin(index: number, situation: Situation): Outcome {
	const {model, newest = model.seq} = situation;
	const example = examples[index];
	const reason = example ? whyNot(example, situation) : noExample;
	if (!example || reason !== null) {
		return {reason: reason ?? noExample};
	}

	return currentRun(model, example.workflow)
		? {tour: {type: 'begin', seq: newest}, meanwhile: look(example.workflow, situation)}
		: {reason: `${example.workflow} has not started yet`};
}

function look(workflow: string, {workflows}: Situation): ViewAction {
	return {
		type: 'all',
		actions: [
			{type: 'open', overlay: null},
			{type: 'seek', cursor: null},
			{type: 'zoom', zoom: 0},
			{type: 'select', workflow, lane: null},
			{type: 'focus', index: Math.max(0, workflows.indexOf(workflow))},
		],
	};
}

/** From one event that proves it to the next, and round again. */
function visit({tour: {progress, visited}, momentOf}: Situation): Outcome {
	const events = progress ? evidenceOf(progress) : [];
	const next = (visited + 1) % Math.max(1, events.length);
	const seq = events[next];
	if (progress?.phase !== 'over' || seq === undefined) {
		return {reason: 'the evidence comes when the example is over'};
	}

	return {
		tour: {type: 'visit', evidence: next},
		meanwhile: {
			type: 'all',
			actions: [
				{type: 'open', overlay: null},
				{type: 'seek', cursor: momentOf(seq)},
			],
		},
	};
}
