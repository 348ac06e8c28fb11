import {executions} from '../executions.js';
import type {Guarantee} from '../guarantee.js';
import type {Run, Step} from '../model.js';
import {plainText} from '../plain-text.js';
import {count, evidence, list, shortLabels, times} from '../words.js';

const room = 24;

/** Not a promise but the truth about it: the effects of a step happen at least once. */
export function sideEffects(run: Run): Guarantee {
	const {units} = run.description;
	const all = run.steps.filter(step => executions(step) > 0);
	// Where the workflow is about units and nothing else was repeated, they alone are worth the room.
	const own = units ? all.filter(step => units.functions.includes(step.name)) : all;
	const steps = all.some(step => executions(step) > 1 && !own.includes(step)) ? all : own;
	const base = {
		id: 'side-effects',
		title: 'side effects',
		claim:
			'A step may execute more than once before it is recorded: its side effects happen at least once, not exactly once.',
	};
	if (steps.length === 0)
		return {...base, verdict: 'open', evidence: 'none yet', why: 'No step has executed yet.', events: []};
	const repeated = steps.filter(step => executions(step) > 1);
	if (repeated.length === 0) {
		const why = 'Each step that began executed once so far; no attempt was lost.';
		return {...base, verdict: 'holds', evidence: fold(steps), why, events: []};
	}
	const most = repeated
		.slice(0, 3)
		.map(step => `${plainText(step.label)} executed ${times(executions(step))}${causes(step)}`);
	const rest = repeated.length > 3 ? [`${repeated.length - 3} more did so`] : [];
	return {
		...base,
		verdict: 'note',
		evidence: fold(steps),
		why: `${list([...most, ...rest])}. What an attempt did to the world before it was lost stays done: make effects idempotent.`,
		events: evidence(repeated.flatMap(step => step.attempts.map(attempt => attempt.startSeq))),
	};
}

function causes(step: Step): string {
	const attempts = step.attempts.filter(attempt => !attempt.uncalled);
	const number = (state: string) => attempts.filter(attempt => attempt.state === state).length;
	const lost = attempts.filter(attempt => attempt.state === 'succeeded' && attempt.lostAt !== undefined).length;
	const parts = [
		number('failed') > 0 && `${count(number('failed'), 'attempt')} threw`,
		number('interrupted') > 0 && `${count(number('interrupted'), 'attempt')} died with its process`,
		lost > 0 && `${count(lost, 'attempt')} returned but died before the record`,
	].filter(part => part !== false);
	if (parts.length > 0) return ` (${list(parts)})`;
	return ` (in ${list([...new Set(attempts.map(attempt => attempt.process))])})`;
}

/** `A1 B1 C2`, or, where that does not fit, how many executed once, and which more often. */
function fold(steps: readonly Step[]): string {
	const repeated = steps.filter(step => executions(step) > 1);
	const once = steps.length - repeated.length;
	const counted = once > 0 ? [`${once} × 1`] : [];
	// Of so many not even the shortest names fit.
	if (steps.length > room && (repeated.length === 0 || repeated.length > room))
		return [...counted, ...range(repeated)].join(', ');
	const short = shortLabels(steps.map(step => step.label));
	const name = (step: Step) => short.get(step.label) ?? '';
	const digits = steps.some(step => /\d$/.test(name(step)));
	const each = steps.map(step => `${name(step)}${digits ? '×' : ''}${executions(step)}`).join(' ');
	const isReadable = steps.every(step => name(step).length <= 3 && !/^\d+$/.test(name(step)));
	if (each.length <= room && isReadable) return each;
	// A short name that is a number would read like a count.
	const parts = repeated.map(step => `${digits ? plainText(step.label) : name(step)} × ${executions(step)}`);
	const named = [...counted, ...parts].join(', ');
	return named.length <= room || repeated.length < 2 ? named : [...counted, ...range(repeated)].join(', ');
}

/** `7 × 2–4`: how many were repeated, and how often. */
function range(repeated: readonly Step[]): readonly string[] {
	if (repeated.length === 0) return [];
	const most = Math.max(...repeated.map(step => executions(step)));
	return [`${repeated.length} × ${most === 2 ? '2' : `2–${most}`}`];
}
