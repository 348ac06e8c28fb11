import type {Fault} from '../events.js';
import {show} from './act-overlay.js';
import {choose} from './act-tour.js';
import type {Action} from './keymap.js';
import {focused, type Outcome, type Situation, selectedLane} from './situation.js';
import {examples} from './tour/examples.js';
import type {ArmedPlacement, Overlay} from './view-state.js';

export const faults: readonly Fault[] = ['throw', 'kill', 'freeze', 'cut'];
export const placements: readonly ArmedPlacement[] = ['before', 'after-effect', 'after-record'];

/** What keys mean inside an overlay; undefined for those that mean what they always do. */
export function moveInOverlay(action: Action, overlay: Overlay, situation: Situation): Outcome | undefined {
	switch (overlay.kind) {
		case 'help':
			return inHelp(action, overlay);
		case 'inspector':
			return inInspector(action, overlay, situation);
		case 'guarantees':
			return inGuarantees(action, overlay, situation);
		case 'chooser':
			return inChooser(action, overlay, situation);
		case 'tour':
			return inTour(action, overlay, situation);
		case 'prompt':
			return undefined;
	}
}

const scrolls: Partial<Readonly<Record<Action, number>>> = {
	up: -1,
	down: 1,
	'back-ten': -10,
	'forward-ten': 10,
	first: Number.NEGATIVE_INFINITY,
	last: Number.POSITIVE_INFINITY,
};

function inHelp(action: Action, overlay: Extract<Overlay, {kind: 'help'}>): Outcome | undefined {
	const by = scrolls[action];
	if (by !== undefined) {
		return show({kind: 'help', scroll: Math.max(0, Math.min(overlay.scroll + by, 999))});
	}

	switch (action) {
		case 'quit':
		case 'tour':
			return undefined;
		case 'help':
		case 'close':
		case 'enter':
			return show(null);
		default:
			return {reason: 'the help is open: escape closes it'};
	}
}

function inInspector(
	action: Action,
	overlay: Extract<Overlay, {kind: 'inspector'}>,
	_situation: Situation,
): Outcome | undefined {
	if (action === 'enter') {
		return show(null);
	}

	return action === 'back-ten' || action === 'forward-ten'
		? show({kind: 'inspector', scroll: Math.max(0, overlay.scroll + (action === 'back-ten' ? -5 : 5))})
		: undefined;
}

function inGuarantees(
	action: Action,
	overlay: Extract<Overlay, {kind: 'guarantees'}>,
	{guarantees, momentOf, view}: Situation,
): Outcome | undefined {
	const chosen = Math.min(overlay.chosen, guarantees.length - 1);
	switch (action) {
		case 'guarantees':
			return show(null);
		case 'up':
		case 'down': {
			const next = Math.max(0, Math.min(chosen + (action === 'up' ? -1 : 1), guarantees.length - 1));
			return show({kind: 'guarantees', chosen: next, evidence: -1});
		}

		case 'enter': {
			const trail = view.cursor === null ? undefined : overlay.trail;
			const events = trail ?? guarantees[chosen]?.events ?? [];
			const next = (overlay.evidence + 1) % Math.max(1, events.length);
			const seq = events[next];
			return seq === undefined
				? {reason: 'no event has tested this yet'}
				: {
						view: {
							type: 'all',
							actions: [
								{type: 'seek', cursor: momentOf(seq)},
								{type: 'open', overlay: {...overlay, evidence: next, trail: events}},
							],
						},
					};
		}

		default:
			return undefined;
	}
}

function inTour(action: Action, overlay: Extract<Overlay, {kind: 'tour'}>, situation: Situation): Outcome | undefined {
	const by = scrolls[action];
	if (by !== undefined) {
		return show({kind: 'tour', chosen: Math.max(0, Math.min(overlay.chosen + by, examples.length - 1))});
	}

	switch (action) {
		case 'quit':
		case 'help':
			return undefined;
		case 'enter':
			return choose(overlay.chosen, situation);
		case 'tour':
		case 'close':
			return show(null);
		default:
			return {reason: 'choose an example: enter opens it, escape leaves the list'};
	}
}

function inChooser(
	action: Action,
	overlay: Extract<Overlay, {kind: 'chooser'}>,
	situation: Situation,
): Outcome | undefined {
	const {workflow, run} = focused(situation);
	switch (action) {
		case 'up':
		case 'down':
			return show({...overlay, fault: neighbour(faults, overlay.fault, action === 'up' ? -1 : 1)});
		case 'back':
		case 'forward':
			return show({...overlay, placement: neighbour(placements, overlay.placement, action === 'back' ? -1 : 1)});
		case 'enter': {
			const lane = run ? selectedLane(situation.view, workflow, run) : null;
			if (!run || !lane) {
				return {reason: 'the step is gone: escape, and select another one'};
			}

			if (overlay.fault === 'freeze' && situation.platform === 'win32') {
				return {reason: 'Windows cannot freeze a process: cut its link, with the same effect'};
			}

			const {fault, placement} = overlay;
			return {
				command: {type: 'arm', run: run.id, fault, target: lane.step?.id ?? lane.label, placement},
				meanwhile: {type: 'open', overlay: null},
			};
		}

		case 'arm':
		case 'close':
			return show(null);
		case 'quit':
			return undefined;
		default:
			return {reason: 'choose a fault and where it strikes: enter arms it, escape leaves'};
	}
}

function neighbour<T>(all: readonly T[], one: T, by: number): T {
	return all[(all.indexOf(one) + by + all.length) % all.length] ?? one;
}
