import type {Guarantee} from './guarantee.js';
import {sameAnswer} from './guarantees/callers.js';
import {labelOnce} from './guarantees/label-once.js';
import {neverReRan} from './guarantees/never-re-ran.js';
import {nothingHeld} from './guarantees/nothing-held.js';
import {oneHolder} from './guarantees/one-holder.js';
import {recordedOnce} from './guarantees/recorded-once.js';
import {sideEffects} from './guarantees/side-effects.js';
import {sleepDeadline} from './guarantees/sleep-deadline.js';
import type {Model, Run} from './model.js';

const judged = new WeakMap<Run, {readonly model: Model; readonly guarantees: readonly Guarantee[]}>();

/**
 * What the log says about the claims that are made about a run. The list has the same entries in the same order from the
 * run's start to its end; only the second caller adds one, last.
 */
export function judge(run: Run, model: Model): readonly Guarantee[] {
	const known = judged.get(run);
	// An overlap that goes on is measured up to the model's latest time; nothing else depends on time alone.
	if (known && (known.model === model || run.overlap?.until !== null) && known.model.processes === model.processes) {
		return known.guarantees;
	}
	const guarantees = [
		oneHolder(run, model),
		neverReRan(run),
		recordedOnce(run),
		sideEffects(run),
		nothingHeld(run),
		sleepDeadline(run),
		...(run.description.once ?? []).map(label => labelOnce(run, label)),
		sameAnswer(run),
	].filter(guarantee => guarantee !== null);
	judged.set(run, {model, guarantees});
	return guarantees;
}
