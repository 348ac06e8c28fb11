import {lanesOf} from '../model/select.js';
import {currentLane} from './panels/lanes.js';
import {focused, type Outcome, runIn, type Situation, selectedLane} from './situation.js';

/** From no selection, the first key goes to the lane where the run is. */
export function selectNext(by: 1 | -1, situation: Situation): Outcome {
	const {workflow} = focused(situation);
	const run = runIn(situation.view, situation.shown, workflow);
	const lanes = run ? lanesOf(run) : [];
	if (!run || lanes.length === 0) {
		return {reason: `${workflow} has no lanes yet`};
	}

	const selected = selectedLane(situation.view, workflow, run);
	const at = selected ? lanes.findIndex(lane => lane.key === selected.key) + by : currentLane(lanes);
	const lane = lanes[Math.max(0, Math.min(at, lanes.length - 1))];
	return {view: {type: 'select', workflow, lane: lane?.key ?? null}};
}
