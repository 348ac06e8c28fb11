import type {EventOf} from '../events.js';
import {uncalled} from './executions.js';
import {dropHolders} from './holders.js';
import type {Attempt, Caller, Injury, Run, Step} from './model.js';
import {endHolds} from './reduce-task.js';
import {emptyIndex} from './step-index.js';

/** A run at the moment at which its root promise was created. */
export function startRun(id: string, event: EventOf<'run.started'>): Run {
	const {workflow, func, args, description, at, seq} = event;
	const states = (description.states ?? []).map(({name}, index) =>
		index === 0 ? {name, at, seq} : {name, at: null, seq: null},
	);
	return {
		...{id, workflow, func, args, description, states},
		startedAt: at,
		startedSeq: seq,
		settledAt: null,
		settledSeq: null,
		state: 'running',
		steps: [],
		index: emptyIndex,
		callers: [],
		holds: [],
		armed: [],
		injuries: [],
		deaths: 0,
		losses: [],
		mostHolders: 0,
		overlap: null,
		holders: [],
		reRun: [],
		rejected: [],
		resume: null,
		position: null,
	};
}

/**
 * The run with its outcome. Nothing that was armed can strike any more; a canceled run also gives up what it executed, for
 * whatever its functions still do belongs to nobody. A function of a run that ended otherwise may go on in a process that
 * was frozen meanwhile, so that one stays.
 */
export function settleRun(run: Run, event: EventOf<'run.settled'>): Run {
	if (run.state !== 'running') return run;
	const {state, value, at, seq} = event;
	const settled: Run = {...run, state, value, settledAt: at, settledSeq: seq, armed: []};
	const free = endHolds(settled, () => true, event, state === 'canceled' ? 'released' : 'fulfilled');
	if (state !== 'canceled') return free;
	const steps = free.steps.map(step =>
		mapAttempts(step, attempt =>
			attempt.state === 'running'
				? {...attempt, state: 'interrupted', cause: 'the run was canceled', endedAt: at, endSeq: seq}
				: attempt,
		),
	);
	return dropHolders({...free, steps}, () => true, event);
}

/** The step with each attempt changed; the same object when none was. */
export function mapAttempts(step: Step, change: (attempt: Attempt) => Attempt): Step {
	let changed = false;
	const attempts = step.attempts.map(attempt => {
		const next = change(attempt);
		changed ||= next !== attempt;
		return next;
	});
	return changed ? {...step, attempts} : step;
}

/** The run after a caller asked for it or got its answer. */
export function reduceCaller(run: Run, event: EventOf<'caller.joined' | 'caller.answered'>): Run {
	const {caller: name, at, seq} = event;
	const place = run.callers.findIndex(caller => caller.name === name);
	const known: Caller = run.callers[place] ?? {name, at, seq, answer: null};
	const caller: Caller =
		event.type === 'caller.joined' ? known : {...known, answer: {at, seq, state: event.state, value: event.value}};
	return {...run, callers: place < 0 ? [...run.callers, caller] : run.callers.with(place, caller)};
}

/** The run after a fault was armed, called off, or struck. */
export function reduceFault(run: Run, event: EventOf<'fault.armed' | 'fault.disarmed' | 'fault.injected'>): Run {
	const armed = run.armed.filter(each => each.id !== event.id);
	if (event.type === 'fault.disarmed') return {...run, armed};
	const {at, seq, fault, target, placement} = event;
	if (event.type === 'fault.armed') return {...run, armed: [...armed, {id: event.id, fault, target, placement, seq}]};
	const injury: Injury = {at, seq, fault, target, placement};
	const hit = {...run, armed, injuries: [...run.injuries, injury]};
	// A process that is only stopped or cut off goes on to the call later.
	const isBefore = placement === 'before' && (fault === 'throw' || fault === 'kill');
	const place = isBefore ? run.steps.findLastIndex(({id, label}) => id === target || label === target) : -1;
	const step = run.steps[place];
	return step ? {...hit, steps: run.steps.with(place, {...step, attempts: uncalled(step.attempts)})} : hit;
}
