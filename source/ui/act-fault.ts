import type {Model, Process, Run} from '../model/model.js';
import {
	currentRun,
	holdingProcess,
	type Lane,
	pendingPromises,
	pendingRetry,
	pendingSleep,
	processOf,
	runningAttempts,
} from '../model/select.js';
import {focused, type Outcome, type Situation, selectedLane} from './situation.js';
import {duration} from './text/units.js';

/** A fault can only be done to something that goes on, and only now. */
export function hurt(situation: Situation, fault: (run: Run, situation: Situation) => Outcome): Outcome {
	const reason = whyUntouchable(situation);
	if (reason) {
		return {reason};
	}

	const {workflow, run} = focused(situation);
	if (!run) {
		return {reason: `${workflow} has not started yet`};
	}

	if (run.state === 'running') {
		return fault(run, situation);
	}

	const other = situation.workflows.find(name => currentRun(situation.model, name)?.state === 'running');
	const again = situation.program === undefined ? 'r starts a fresh run' : 'r starts the program again';
	return {reason: `${workflow} is over: ${again}${other ? `, tab goes to ${other}` : ''}`};
}

/** Why nothing can be done to anything at all, if so. */
export function whyUntouchable({live, view}: Situation): string | undefined {
	if (!live) {
		return 'this is a journal: nothing runs, so there is nothing to hurt';
	}

	return view.cursor === null ? undefined : 'the screen shows the past: space goes back to live, then it can be hurt';
}

/** The running attempt throws; a step that has not run yet is armed. */
export function crash(run: Run, {view, now, ...situation}: Situation): Outcome {
	const {workflow} = focused({view, now, ...situation});
	const lane = selectedLane(view, workflow, run);
	if (lane) {
		return crashLane(lane, run);
	}

	const running = runningAttempts(run).find(({step}) => step.kind === 'run');
	return running
		? {command: {type: 'throw', run: run.id, step: running.step.id}}
		: {reason: `nothing executes now: ${whyIdle(run, now)}`};
}

function crashLane(lane: Lane, run: Run): Outcome {
	const {step, label, state} = lane;
	const armed = lane.armed[0];
	if (step?.kind === 'sleep') {
		return {reason: `${label} is a durable sleep, nothing that throws: s shortens it`};
	}

	switch (state) {
		case 'running':
			return step?.attempts.some(attempt => attempt.state === 'running')
				? {command: {type: 'throw', run: run.id, step: step.id}}
				: {reason: `${label} has returned, its record is on the way`};
		case 'recorded':
		case 'rejected':
			return {reason: `${label} is recorded: it will not run again`};
		case 'pending':
			return {reason: `${label} waits for somebody outside, there is no function that could throw: p settles it`};
		case 'open':
			return {reason: `${label} is a workflow of its own: choose one of its steps`};
		case 'failed':
			return {reason: `${label} has failed for good`};
		default:
			return armed
				? {command: {type: 'disarm', run: run.id, id: armed.id}}
				: {
						command: {
							type: 'arm',
							run: run.id,
							fault: 'throw',
							target: step?.id ?? label,
							placement: 'after-effect',
						},
					};
	}
}

/** Why no step executes at this moment. */
function whyIdle(run: Run, now: number): string {
	const sleep = pendingSleep(run);
	if (sleep) {
		return `the run sleeps for ${duration(sleep.sleep.deadline - now)} more`;
	}

	const [promise] = pendingPromises(run);
	if (promise) {
		return `${promise.label} waits for somebody outside, p settles it`;
	}

	const retry = pendingRetry(run);
	return retry
		? `${retry.step.label} waits for its retry in ${duration(retry.retryAt - now)}`
		: 'the run is between two steps';
}

/** The process that holds the run, or else (it sleeps, or waits in the store) the one that held it last, or any. */
export function victim(run: Run, model: Model): Process | null {
	const last = run.holds.findLast(hold => hold.task === run.id)?.process;
	const names = [holdingProcess(run), last, ...model.processes.map(process => process.name)];
	for (const name of names) {
		const process = typeof name === 'string' ? processOf(model, name) : null;
		if (process && process.exitedAt === null) {
			return process;
		}
	}

	return null;
}

/** The process that holds the run, or why there is none. */
function holder(run: Run, model: Model, now: number): Process | string {
	const name = holdingProcess(run);
	const process = name === null ? null : processOf(model, name);
	return process ?? `no process holds it now: ${whyIdle(run, now)}`;
}

export function kill(run: Run, {model}: Situation): Outcome {
	const process = victim(run, model);
	return process
		? {command: {type: 'kill', process: process.name}}
		: {reason: 'no process is alive at this moment; the next one is on its way'};
}

/**
 * The other half of the toggles: whoever is frozen or cut off comes back first, even if someone else holds the run by now or
 * the run is over. Null when there is nobody.
 */
export function relieve({live, view, model}: Situation, state: 'frozen' | 'cut'): Outcome | null {
	const process = live && view.cursor === null ? model.processes.find(each => each.state === state) : undefined;
	return process ? {command: {type: state === 'frozen' ? 'thaw' : 'heal', process: process.name}} : null;
}

/** SIGSTOP to the process that holds the run. */
export function freeze(run: Run, situation: Situation): Outcome {
	return situation.platform === 'win32'
		? {reason: 'Windows cannot freeze a process: x cuts its link, with the same effect'}
		: toHolder('freeze', run, situation);
}

/** Cuts the link between the store and the process that holds the run. */
export function cutLink(run: Run, situation: Situation): Outcome {
	return toHolder('cut', run, situation);
}

function toHolder(type: 'freeze' | 'cut', run: Run, {model, now}: Situation): Outcome {
	const process = holder(run, model, now);
	if (typeof process === 'string') {
		return {reason: process};
	}

	return process.state === 'ready'
		? {command: {type, process: process.name}}
		: {reason: `${process.name} is ${process.state}`};
}

export function shorten(run: Run, {now, model, workflows}: Situation, how: 'halve' | 'now'): Outcome {
	const pending = pendingSleep(run);
	if (pending) {
		return {command: {type: 'shorten', run: run.id, how}};
	}

	const slept = run.steps.some(step => step.sleep !== null);
	const idle = runningAttempts(run).length === 0 ? `: ${whyIdle(run, now)}` : '';
	const asleep = workflows.find(name => {
		const other = currentRun(model, name);
		return other && other !== run && pendingSleep(other);
	});
	const elsewhere = asleep === undefined ? '' : `; tab goes to ${asleep}, which sleeps`;
	return {reason: (slept ? 'the durable sleep is over already' : `no durable sleep to shorten now${idle}`) + elsewhere};
}
