import {type Lane, lanesOf} from './lane.js';
import type {Attempt, Hold, Model, Process, Run, Sleep, Step} from './model.js';
import {lookUp} from './step-index.js';

export {type Lane, type LaneState, lanesOf, stateOfStep} from './lane.js';

/** An attempt with the step it belongs to. */
export type StepAttempt = {readonly step: Step; readonly attempt: Attempt};

/** The names of all workflows that ran, in the order of their first run. */
export function workflows(model: Model): readonly string[] {
	return [...new Set([...model.runs.values()].map(run => run.workflow))];
}

/** The newest run of a workflow. */
export function currentRun(model: Model, workflow: string): Run | null {
	return runsOf(model, workflow).at(-1) ?? null;
}

/** All runs of a workflow, the oldest first. */
export function runsOf(model: Model, workflow: string): readonly Run[] {
	return [...model.runs.values()].filter(run => run.workflow === workflow);
}

/** The attempts that execute now, in the order in which they began. */
export function runningAttempts(run: Run): readonly StepAttempt[] {
	return attemptsOf(run, attempt => attempt.state === 'running').sort(
		(a, b) => a.attempt.startSeq - b.attempt.startSeq,
	);
}

/** The attempts of the exclusive functions that execute now: none, one, or, when the guarantee is broken, more. */
export function holderOf(run: Run): readonly StepAttempt[] {
	return run.holders.flatMap(holder => {
		const step = stepById(run, holder.step);
		const attempt = step?.attempts[holder.number - 1];
		return step && attempt ? [{step, attempt}] : [];
	});
}

/** The lease of the run's root task, if a process has it now. */
export function rootHold(run: Run): Hold | null {
	return run.holds.findLast(hold => hold.task === run.id && hold.until === null) ?? null;
}

/** The process that holds the run, or else one that executes a step of it; null when it is suspended or nobody's. */
export function holdingProcess(run: Run): string | null {
	return rootHold(run)?.process ?? runningAttempts(run).at(-1)?.attempt.process ?? null;
}

/** The process with this name. */
export function processOf(model: Model, name: string): Process | null {
	return model.processes.find(process => process.name === name) ?? null;
}

/** How a process died, in a word or two: `SIGKILL`, `exit 1`; null while it lives. */
export function deathOf(process: Process): string | null {
	if (process.exitedAt === null) return null;
	return process.signal ?? `exit ${process.code ?? 0}`;
}

/** The durable sleep that the run waits for, the newest if there are several. */
export function pendingSleep(run: Run): {readonly step: Step; readonly sleep: Sleep} | null {
	if (run.state !== 'running') return null;
	const step = run.steps.findLast(each => each.sleep !== null && each.sleep.endedAt === null && each.record === null);
	return step?.sleep ? {step, sleep: step.sleep} : null;
}

/** The promises that somebody outside has to settle, the oldest first. */
export function pendingPromises(run: Run): readonly Step[] {
	return run.state === 'running' ? run.steps.filter(step => step.kind === 'promise' && step.record === null) : [];
}

/** The last durable sleep of the run, pending or over. */
export function latestSleep(run: Run): {readonly step: Step; readonly sleep: Sleep} | null {
	const step = run.steps.findLast(each => each.sleep !== null);
	return step?.sleep ? {step, sleep: step.sleep} : null;
}

/** The step with this promise id. */
export function stepById(run: Run, id: string): Step | null {
	return run.steps[lookUp(run.index, id)] ?? null;
}

/** The lane with this key, or the first with this label or promise id. */
export function laneByName(run: Run, name: string): Lane | null {
	const lanes = lanesOf(run);
	return (
		lanes.find(lane => lane.key === name) ??
		lanes.find(lane => lane.step?.id === name) ??
		lanes.find(lane => lane.label === name || lane.step?.label === name) ??
		null
	);
}

/** The step of the lane with this key, label, or promise id; null when there is none yet. */
export function stepOf(run: Run, name: string): Step | null {
	return laneByName(run, name)?.step ?? null;
}

/** The attempt that threw last. */
export function latestFailure(run: Run): StepAttempt | null {
	const failures = attemptsOf(run, attempt => attempt.state === 'failed');
	return failures.sort((a, b) => (a.attempt.endSeq ?? 0) - (b.attempt.endSeq ?? 0)).at(-1) ?? null;
}

/** The attempt that waits for its retry, with the time of it. */
export function pendingRetry(run: Run): (StepAttempt & {readonly retryAt: number}) | null {
	for (const {step, state} of lanesOf(run)) {
		const attempt = step?.attempts.at(-1);
		if (state === 'backoff' && step && attempt?.retryAt !== undefined) return {step, attempt, retryAt: attempt.retryAt};
	}
	return null;
}

/** The name of the state that the run is in, of those that its description lists. */
export function stateName(run: Run): string | null {
	return run.states.findLast(state => state.at !== null)?.name ?? null;
}

function attemptsOf(run: Run, which: (attempt: Attempt) => boolean): StepAttempt[] {
	return run.steps.flatMap(step => step.attempts.filter(which).map(attempt => ({step, attempt})));
}
