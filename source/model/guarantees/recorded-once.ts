import type {Guarantee} from '../guarantee.js';
import type {Run, Step} from '../model.js';
import {plainText} from '../plain-text.js';
import {count, evidence, list, times} from '../words.js';

/** Each step, or each of the units that the workflow is about, is recorded exactly once. */
export function recordedOnce(run: Run): Guarantee {
	const {units, lanes} = run.description;
	const noun = units?.noun ?? 'step';
	const steps = units ? run.steps.filter(step => units.functions.includes(step.name)) : run.steps.filter(isAttached);
	const recorded = steps.filter(step => step.record !== null);
	const expected = units ? units.count : lanes?.length;
	const total = expected === undefined && run.state !== 'resolved' ? null : Math.max(expected ?? 0, steps.length);
	const base = {
		id: 'recorded-once',
		title: `each ${plainText(noun)} recorded once`,
		claim: `However often a ${plainText(noun)} is tried, exactly one record of it is written.`,
		evidence: total === null ? `${recorded.length} recorded` : `${recorded.length} of ${total}`,
	};
	const refused = steps.flatMap(step => step.rejected.filter(write => write.status === 409).map(write => write.seq));
	const events = evidence([...recorded.map(step => step.record?.seq), ...refused]);
	const twice = steps.filter(step => step.records > 1);
	if (twice.length > 0) {
		const why = `${list(twice.map(step => `${plainText(step.label)} was recorded ${times(step.records)}`))}.`;
		return {...base, verdict: 'broken', evidence: `${twice.length} more than once`, why, events: evidence(events)};
	}
	if (run.state === 'resolved' && recorded.length < (total ?? 0)) {
		return {
			...base,
			verdict: 'broken',
			why: `The run ended well, but ${missing(steps, total ?? 0)} has no record.`,
			events,
		};
	}
	if (refused.length > 0) {
		const why = `The fence refused ${count(refused.length, 'write')} (409) of a process whose lease was over, so no second record came to be.`;
		return {...base, verdict: 'holds', evidence: `${base.evidence}, ${refused.length} refused`, why, events};
	}
	if (recorded.length === 0) return {...base, verdict: 'open', why: 'Nothing is recorded yet.', events};
	return {
		...base,
		verdict: 'holds',
		why: 'The store settles a promise once; its first record is its only one.',
		events,
	};
}

/** What was detached may go on after the run. */
function isAttached(step: Step): boolean {
	return step.kind !== 'detached' && !/:d[0-9a-f]+/.test(step.id);
}

function missing(steps: readonly Step[], total: number): string {
	const labels = steps.filter(step => step.record === null).map(step => plainText(step.label));
	return labels.length > 0 ? list(labels) : `one of ${total}`;
}
