import {executions} from '../executions.js';
import type {Guarantee} from '../guarantee.js';
import type {Run} from '../model.js';
import {plainText} from '../plain-text.js';
import {count, evidence, times} from '../words.js';

/** A step that matters on its own, such as a cleanup, is recorded once. */
export function labelOnce(run: Run, label: string): Guarantee {
	const name = plainText(label);
	const steps = run.steps.filter(step => step.label === label);
	const records = steps.reduce((sum, step) => sum + step.records, 0);
	const attempts = steps.reduce((sum, step) => sum + executions(step), 0);
	const replays = steps.flatMap(step => step.replays.map(replay => replay.seq));
	const refused = steps.flatMap(step => step.rejected.map(write => write.seq));
	const base = {
		id: `once:${label}`,
		title: `${name} recorded once`,
		claim: `${name} is recorded once, however often a process dies around it.`,
		events: evidence([...steps.map(step => step.record?.seq), ...replays, ...refused]),
	};
	if (records > 1) {
		const why = `${name} was recorded ${times(records)}.`;
		return {...base, verdict: 'broken', evidence: `${records} records`, why};
	}
	if (records === 0) {
		if (run.state === 'resolved') {
			return {
				...base,
				verdict: 'broken',
				evidence: 'no record',
				why: `The run ended well without a record of ${name}.`,
			};
		}
		const evidence = attempts > 0 ? `no record, ${count(attempts, 'attempt')}` : 'not yet';
		return {...base, verdict: 'open', evidence, why: `${name} is not recorded yet.`};
	}
	const again = replays.length > 0 ? `; later it was served from the log ${times(replays.length)}` : '';
	return {
		...base,
		verdict: 'holds',
		evidence: replays.length > 0 ? `1 record, ${replays.length} replayed` : '1 record',
		why: `${name} executed ${times(attempts)} and was recorded once${again}.`,
	};
}
