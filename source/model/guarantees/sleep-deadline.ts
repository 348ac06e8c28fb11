import type {Guarantee} from '../guarantee.js';
import type {Run, Sleep, Step} from '../model.js';
import {count, duration, evidence} from '../words.js';

/** Woken later than this, a sleep did not keep its deadline, whatever the reason: in ms. */
const tolerance = 1000;

type Slept = {readonly step: Step; readonly sleep: Sleep};

/** A durable sleep ends at the deadline that was set when it began, whoever dies meanwhile. */
export function sleepDeadline(run: Run): Guarantee | null {
	const slept = run.steps.flatMap((step): Slept[] => (step.sleep ? [{step, sleep: step.sleep}] : []));
	if (slept.length === 0 && !run.description.sleeps?.length) return null;
	const many = slept.length > 1 || (run.description.sleeps?.length ?? 0) > 1;
	const base = {
		id: 'sleep-deadline',
		title: many ? 'sleeps kept their deadlines' : 'sleep kept its deadline',
		claim: 'A durable sleep ends at the deadline set when it began: a crash neither restarts nor stretches it.',
	};
	const events = evidence(
		slept.flatMap(({step, sleep}) => [step.createdSeq, sleep.endedAt === null ? null : step.record?.seq]),
	);
	const kills = slept.reduce((sum, {sleep}) => sum + sleep.survived, 0);
	const shortened = slept.some(({sleep}) => sleep.shortened > 0);
	const over = kills > 0 ? [count(kills, 'kill')] : [];
	const purpose = shortened ? ' It was shortened on purpose, so the new deadline counts.' : '';
	const fault = slept.map(broken).find(reason => reason !== null);
	if (fault) return {...base, verdict: 'broken', ...fault, why: `${fault.why}${purpose}`, events};

	const pending = slept.some(({sleep}) => sleep.endedAt === null);
	if (slept.length === 0 || pending) {
		const state = slept.length === 0 ? 'not begun' : run.state === 'running' ? 'sleeping' : 'run ended';
		const why =
			kills > 0
				? `${count(kills, 'process', 'processes')} died since it began; its deadline stands.`
				: 'Its end will tell.';
		const parts = [state, ...(shortened ? ['shortened'] : []), ...over];
		return {...base, verdict: 'open', evidence: parts.join(', '), why: `${why}${purpose}`, events};
	}
	const late = Math.max(...slept.map(lateness));
	const parts = [`${late < 0 ? '' : '+'}${duration(late)}`, ...over, ...(shortened ? ['shortened'] : [])];
	const survived = kills > 0 ? `, although ${count(kills, 'process', 'processes')} died meanwhile` : '';
	const woke = many
		? `The latest of them ended ${duration(late)} after its deadline`
		: `It ended ${duration(late)} after its deadline`;
	return {...base, verdict: 'holds', evidence: parts.join(', '), why: `${woke}${survived}.${purpose}`, events};
}

const lateness = ({sleep}: Slept) => (sleep.endedAt ?? sleep.deadline) - sleep.deadline;

function broken(slept: Slept): {evidence: string; why: string} | null {
	const {sleep} = slept;
	const moved = sleep.deadline - sleep.first;
	if (sleep.shortened === 0 && moved !== 0) {
		const why = `The deadline moved by ${duration(moved)} although nobody shortened the sleep: its clock was started again.`;
		return {evidence: `moved by ${duration(moved)}`, why};
	}
	if (sleep.endedAt === null) return null;
	const late = lateness(slept);
	// Two clocks of one machine may round a moment to neighbouring milliseconds.
	if (late < -1)
		return {evidence: `${duration(-late)} too early`, why: `It ended ${duration(-late)} before its deadline.`};
	if (late > tolerance)
		return {evidence: `${duration(late)} late`, why: `It ended ${duration(late)} after its deadline.`};
	return null;
}
