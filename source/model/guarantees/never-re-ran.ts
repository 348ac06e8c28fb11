import type {Guarantee} from '../guarantee.js';
import type {Run} from '../model.js';
import {plainText} from '../plain-text.js';
import {stepById} from '../select.js';
import {evidence, list, times} from '../words.js';

/** A step with a record is served from the log; its function is never called again. */
export function neverReRan(run: Run): Guarantee {
	const base = {
		id: 'never-re-ran',
		title: 'recorded work never re-ran',
		claim: 'Once a step is recorded, its value is served from the log and its function is not called again.',
	};
	if (run.reRun.length > 0) {
		const labels = [...new Set(run.reRun.map(({step}) => plainText(stepById(run, step)?.label ?? step)))];
		return {
			...base,
			verdict: 'broken',
			evidence: `${run.reRun.length} re-ran`,
			why: `${list(labels)} executed although a record existed.`,
			events: evidence(run.reRun.flatMap(({step, seq}) => [stepById(run, step)?.record?.seq, seq])),
		};
	}
	const replays = run.steps.flatMap(step => step.replays.map(replay => replay.seq));
	if (replays.length > 0) {
		const why = `The log answered ${times(replays.length)}: a process that comes to a recorded step gets its value and does not run it.`;
		return {...base, verdict: 'holds', evidence: `${replays.length} replayed`, why, events: evidence(replays)};
	}
	// A retry within one process tests it too: what was recorded before the failure must stay as it is.
	const firstRecord = Math.min(...run.steps.map(step => step.record?.seq ?? Number.POSITIVE_INFINITY));
	const failures = run.steps.flatMap(step =>
		step.attempts.filter(each => each.state === 'failed').map(each => each.endSeq ?? 0),
	);
	const later = failures.filter(seq => seq > firstRecord);
	if (later.length > 0) {
		const why = 'A step failed and was tried again; the steps recorded before it were left alone.';
		return {...base, verdict: 'holds', evidence: '0 re-ran', why, events: evidence(later)};
	}
	if (run.state !== 'running') {
		return {
			...base,
			verdict: 'holds',
			evidence: '0 re-ran',
			why: 'The run ended, and no step ran after its record.',
			events: [],
		};
	}
	const why = 'Nothing has gone wrong yet, so nothing had to be served from the log.';
	return {...base, verdict: 'open', evidence: 'not tested yet', why, events: []};
}
