import type {Action} from './keymap.js';
import type {Outcome, Situation} from './situation.js';

const steps: Partial<Readonly<Record<Action, number>>> = {back: -1, forward: 1, 'back-ten': -10, 'forward-ten': 10};

/** Moves through what has happened. The first step back from live pauses the view. */
export function seek(action: Action, {view, model, now, momentOf, newest = model.seq}: Situation): Outcome {
	if (newest === 0) {
		return {reason: 'nothing has happened yet'};
	}

	if (action === 'pause') {
		return {view: {type: 'seek', cursor: view.cursor === null ? {seq: model.seq, at: now} : null}};
	}

	const from = view.cursor?.seq ?? model.seq;
	const to = action === 'first' ? 1 : action === 'last' ? newest : from + (steps[action] ?? 0);
	const seq = Math.max(1, Math.min(to, newest));
	if (seq === from && view.cursor !== null) {
		return {reason: seq === 1 ? 'this is the first event' : 'this is the newest event: space goes back to live'};
	}

	return to > newest ? {reason: 'this is live already'} : {view: {type: 'seek', cursor: momentOf(seq)}};
}
