import {hurt} from './act-fault.js';
import {selectNext} from './act-lane.js';
import {focused, type Outcome, runIn, type Situation, selectedLane} from './situation.js';
import type {Overlay} from './view-state.js';

/** Opens an overlay, or says why there is nothing to open. */
export function open(action: 'help' | 'guarantees' | 'enter' | 'arm', situation: Situation): Outcome {
	const {workflow, run} = focused(situation);
	switch (action) {
		case 'help':
			return show({kind: 'help', scroll: 0});
		case 'guarantees':
			return situation.guarantees.length === 0
				? {reason: `${workflow} has not started yet: there is nothing to judge`}
				: show({kind: 'guarantees', chosen: 0, evidence: -1});
		case 'enter': {
			const shown = runIn(situation.view, situation.shown, workflow);
			if (!shown) {
				return {reason: `${workflow} has not started yet`};
			}

			const inspector: Overlay = {kind: 'inspector', scroll: 0};
			const select = selectedLane(situation.view, workflow, shown) ? undefined : selectNext(1, situation);
			return select && 'view' in select
				? {view: {type: 'all', actions: [select.view, {type: 'open', overlay: inspector}]}}
				: show(inspector);
		}

		case 'arm':
			return hurt(situation, () => {
				const lane = run ? selectedLane(situation.view, workflow, run) : null;
				if (!lane) {
					return {reason: 'a fault is armed on a step: select one with ↑ ↓ first'};
				}

				if (lane.state === 'recorded' || lane.state === 'rejected') {
					return {reason: `${lane.label} is recorded: it will not run again`};
				}

				if (lane.state === 'open' || lane.step?.kind === 'promise') {
					const why =
						lane.state === 'open'
							? 'is a workflow of its own: choose one of its steps'
							: 'waits for somebody outside: p settles it';
					return {reason: `${lane.label} ${why}`};
				}

				return lane.step?.kind === 'sleep'
					? {
							reason: `${lane.label} is a durable sleep, nothing that fails: s shortens it`,
						}
					: show({kind: 'chooser', fault: 'throw', placement: 'after-effect'});
			});
	}
}

/** Escape undoes the last thing that was opened, selected or stopped. */
export function closeOrLetGo(situation: Situation): Outcome {
	const {view} = situation;
	const {workflow} = focused(situation);
	if (view.overlay !== null) {
		return show(null);
	}

	if (view.selected[workflow] !== undefined) {
		return {view: {type: 'select', workflow, lane: null}};
	}

	if (view.cursor !== null) {
		return {view: {type: 'seek', cursor: null}};
	}

	return situation.tour.progress ? {tour: {type: 'leave'}} : {reason: 'nothing is open, selected or paused'};
}

/** What opens an overlay, or closes the one that is open. */
export function show(overlay: Overlay | null): Outcome {
	return {view: {type: 'open', overlay}};
}
