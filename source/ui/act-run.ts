import {runsOf} from '../model/select.js';
import {focused, type Outcome, type Situation} from './situation.js';

/** Shows another run of the focused workflow. */
export function otherRun(by: 1 | -1, situation: Situation): Outcome {
	const {workflow, run} = focused(situation);
	const runs = runsOf(situation.model, workflow);
	const next = runs.findIndex(each => each.id === run?.id) + by;
	const other = runs[next];
	if (!other) {
		const which = by === 1 ? 'the newest' : 'the first';
		return {reason: runs.length < 2 ? `${workflow} has no other run` : `this is ${which} run of ${workflow}`};
	}

	// The newest is followed, so that the next one comes by itself.
	return {view: {type: 'run', workflow, run: next === runs.length - 1 ? null : other.id}};
}
