import type {Json} from '../../events.js';
import type {Guarantee} from '../guarantee.js';
import type {Run} from '../model.js';
import {count, evidence} from '../words.js';

/** Callers that ask for the same id share one execution and its answer. Only shown when there is more than one. */
export function sameAnswer(run: Run): Guarantee | null {
	const {callers} = run;
	if (callers.length < 2) return null;
	const answers = callers.flatMap(({answer}) => (answer ? [answer] : []));
	const base = {
		id: 'callers',
		title: 'one execution for all',
		claim: 'Whoever asks for the same id joins the same execution and gets the same answer.',
		evidence: `${callers.length} callers, 1 execution`,
		events: evidence(callers.flatMap(({seq, answer}) => [seq, answer?.seq])),
	};
	const different = new Set(answers.map(({state, value}) => `${state} ${canonical(value)}`)).size;
	if (different > 1) {
		return {
			...base,
			verdict: 'broken',
			evidence: `${different} different answers`,
			why: 'Two callers got different answers.',
		};
	}
	if (answers.length < callers.length) {
		const why = `${count(answers.length, 'caller')} of ${callers.length} got an answer so far.`;
		return {...base, verdict: 'open', why};
	}
	const why = `All ${callers.length} callers got the same answer, and no step was executed for one of them alone.`;
	return {...base, verdict: 'holds', why};
}

/** The same text for equal values, whatever the order of their keys. */
function canonical(value: Json | undefined): string {
	return JSON.stringify(value ?? null, (_key, each: unknown) =>
		each !== null && typeof each === 'object' && !Array.isArray(each)
			? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
			: each,
	);
}
