import type {Guarantee} from '../guarantee.js';
import type {Attempt, Run} from '../model.js';
import {plainText} from '../plain-text.js';
import {count, evidence} from '../words.js';

/** The end of a holder that did not finish: it threw or died, in its function or before its record. */
type Failure = {readonly seq: number; readonly retryAt: number | null};

/** A holder that fails leaves nothing held: after each failure another attempt of the exclusive functions begins. */
export function nothingHeld(run: Run): Guarantee | null {
	const {exclusive, units} = run.description;
	if (!exclusive) return null;
	const noun = plainText(units?.noun ?? 'step');
	const base = {
		id: 'nothing-held',
		title: `failed ${noun} holds nothing`,
		claim: `A ${noun} that throws or is killed leaves ${plainText(exclusive.resource)} free: another attempt begins.`,
	};
	const attempts = run.steps.filter(step => exclusive.functions.includes(step.name)).flatMap(step => step.attempts);
	const failures = attempts.flatMap(attempt => failureOf(run, attempt));
	if (failures.length === 0) {
		return {...base, verdict: 'open', evidence: 'no failure yet', why: 'No holder has failed or died.', events: []};
	}
	const starts = attempts.map(attempt => attempt.startSeq).sort((a, b) => a - b);
	const next = failures.map(failure => starts.find(start => start > failure.seq) ?? null);
	const waiting = failures.filter((_, index) => next[index] === null);
	const events = evidence([...failures.map(failure => failure.seq), ...next]);
	if (waiting.length === 0) {
		const why = `After ${failures.length === 1 ? 'it' : `each of the ${failures.length} failures`} the next attempt began: there was no lock to release.`;
		return {...base, verdict: 'holds', evidence: `${count(failures.length, 'failure')}, freed`, why, events};
	}
	if (run.state === 'running') {
		const retry = waiting.some(failure => failure.retryAt !== null);
		const why = retry
			? 'The failed one waits for its retry; nobody executes meanwhile.'
			: 'The next attempt has not begun yet.';
		return {...base, verdict: 'open', evidence: retry ? 'retry to come' : 'next to come', why, events};
	}
	if (run.state === 'timedout') {
		const why = 'After the last failure no other attempt began before the run timed out.';
		return {...base, verdict: 'broken', evidence: 'nobody followed', why, events};
	}
	const why = 'The run ended after the last failure, and with it everything that it held.';
	return {...base, verdict: 'holds', evidence: `${count(failures.length, 'failure')}, run over`, why, events};
}

function failureOf(run: Run, attempt: Attempt): Failure[] {
	const {state, lostAt, endSeq = 0, process} = attempt;
	if (lostAt !== undefined) {
		return [{seq: run.losses.find(loss => loss.process === process)?.seq ?? endSeq, retryAt: null}];
	}
	if (state !== 'failed' && state !== 'interrupted') return [];
	return [{seq: endSeq, retryAt: attempt.retryAt ?? null}];
}
