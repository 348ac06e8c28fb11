import type {EventOf} from '../events.js';
import {addHolder, dropHolders, isExclusive} from './holders.js';
import type {Lists} from './lists.js';
import type {Attempt, Rejection, Run, Step} from './model.js';
import type {StepEvent} from './step.js';
import {addToIndex, lookUp} from './step-index.js';

/** The run after something happened to one of its steps. `alive` says whether a process still exists. */
export function reduceStep(run: Run, event: StepEvent, alive: (process: string) => boolean, lists: Lists): Run {
	if (event.type === 'step.created') return created(run, event, lists);
	if (event.type === 'write.rejected' && event.step === run.id) {
		return {...run, rejected: [...run.rejected, rejectionOf(event)]};
	}
	const position = lookUp(run.index, event.step);
	const step = run.steps[position];
	if (!step) return run;
	const put = (changes: Partial<Step>): Run => ({
		...run,
		steps: lists.replace(run.steps, position, {...step, ...changes}),
	});

	switch (event.type) {
		case 'step.started':
			return started(run, step, event, put, alive(event.process));
		case 'step.succeeded':
		case 'step.failed':
		case 'step.interrupted':
			return ended(step, event, put);
		case 'step.recorded':
			return recorded(run, step, event, put);
		case 'step.replayed': {
			const {at, seq, process} = event;
			const next = put({replays: [...step.replays, {at, seq, process}]});
			const {resume} = run;
			if (resume?.process !== process || resume.firstStart !== null) return next;
			return {...next, resume: {...resume, served: resume.served + 1}};
		}
		case 'write.rejected':
			return put({rejected: [...step.rejected, rejectionOf(event)]});
		case 'sleep.started':
			// A second start with another deadline would be a clock that started again: it must show, so it is kept.
			if (step.sleep) return put({sleep: {...step.sleep, deadline: event.deadline}});
			return put({
				sleep: {
					startedAt: event.at,
					first: event.deadline,
					deadline: event.deadline,
					endedAt: null,
					survived: 0,
					shortened: 0,
				},
			});
		case 'sleep.shortened':
			if (!step.sleep || step.sleep.endedAt !== null) return run;
			return put({sleep: {...step.sleep, deadline: event.deadline, shortened: step.sleep.shortened + 1}});
		case 'sleep.ended':
			if (!step.sleep) return run;
			return put({sleep: {...step.sleep, endedAt: event.at}});
	}
}

function rejectionOf({at, seq, process, status, write, version}: EventOf<'write.rejected'>): Rejection {
	return {at, seq, process, status, write, version};
}

function created(run: Run, event: EventOf<'step.created'>, lists: Lists): Run {
	if (lookUp(run.index, event.step) >= 0) return run;
	const {step: id, parent, kind, name, label, args, retry, workflow, file, line} = event;
	const step: Step = {
		...{id, parent, kind, name, label, args, retry, workflow, file, line},
		createdAt: event.at,
		createdSeq: event.seq,
		attempts: [],
		record: null,
		records: 0,
		replays: [],
		rejected: [],
		sleep: null,
	};
	const index = addToIndex(run.index, id, run.steps.length);
	return {...run, steps: lists.add(run.steps, step), index};
}

type Put = (changes: Partial<Step>) => Run;

function started(run: Run, step: Step, event: EventOf<'step.started'>, put: Put, alive: boolean): Run {
	const begun: Attempt = {
		number: step.attempts.length + 1,
		local: event.attempt,
		process: event.process,
		startedAt: event.at,
		endedAt: null,
		state: 'running',
		startSeq: event.seq,
	};
	// A message of a process that was seen to die meanwhile: nothing would ever end this attempt.
	const attempt: Attempt = alive
		? begun
		: {...begun, endedAt: event.at, endSeq: event.seq, state: 'interrupted', cause: 'its process had died'};
	let next = put({attempts: [...step.attempts, attempt]});
	if (step.record) next = {...next, reRun: [...run.reRun, {step: step.id, seq: event.seq}]};
	if (run.resume?.process === event.process && run.resume.firstStart === null) {
		next = {...next, resume: {...run.resume, firstStart: event.seq}};
	}
	if (!alive || !isExclusive(run, step.name)) return next;
	return addHolder(next, {step: step.id, process: event.process, number: attempt.number}, event);
}

/** The cause that an async function's attempt is interrupted for when its process lets go of it to wait for the store. */
const parked = 'suspended';

type AttemptEnd = EventOf<'step.succeeded' | 'step.failed' | 'step.interrupted'>;

function ended(step: Step, event: AttemptEnd, put: Put): Run {
	const own = (each: Attempt) => each.state === 'running' && each.process === event.process;
	const exact = step.attempts.findIndex(each => own(each) && each.local === event.attempt);
	const place = exact >= 0 ? exact : step.attempts.findIndex(own);
	const attempt = step.attempts[place];
	if (!attempt) return put({});
	if (event.type === 'step.interrupted' && event.cause === parked) {
		// It waits for steps of its own: a workflow, then, and what looked like an attempt was a pass through it.
		const rest = step.attempts.filter(each => each !== attempt);
		return dropHolders(put({workflow: true, attempts: rest}), each => each.step === step.id, event);
	}
	const attempts = step.attempts.with(place, {...attempt, ...outcome(event), endedAt: event.at, endSeq: event.seq});
	return dropHolders(put({attempts}), each => each.step === step.id && each.number === attempt.number, event);
}

function outcome(event: AttemptEnd): Pick<Attempt, 'state' | 'error' | 'cause' | 'retryAt'> {
	switch (event.type) {
		case 'step.succeeded':
			return {state: 'succeeded'};
		case 'step.failed': {
			const retryAt = event.retryIn === null ? undefined : event.at + event.retryIn;
			return {state: 'failed', error: event.error, retryAt};
		}
		case 'step.interrupted':
			return {state: 'interrupted', cause: event.cause};
	}
}

function recorded(run: Run, step: Step, event: EventOf<'step.recorded'>, put: Put): Run {
	const {at, seq, state, value, process, version} = event;
	const next = put({
		record: step.record ?? {at, seq, state, value, process, version},
		records: step.records + 1,
		sleep: step.sleep && step.sleep.endedAt === null ? {...step.sleep, endedAt: at} : step.sleep,
	});
	if (state !== 'resolved') return next;
	const place = run.states.findIndex(
		(each, index) => each.at === null && run.description.states?.[index]?.after === step.label,
	);
	const entered = run.states[place];
	return entered ? {...next, states: run.states.with(place, {...entered, at, seq})} : next;
}
