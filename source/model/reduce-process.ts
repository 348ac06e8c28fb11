import type {EventOf} from '../events.js';
import {dropHolders} from './holders.js';
import type {Attempt, Model, Process, Run} from './model.js';
import type {PutRun} from './put-run.js';
import {mapAttempts} from './reduce-run.js';
import {endHolds} from './reduce-task.js';

type ProcessEvent = EventOf<
	| 'process.spawned'
	| 'process.ready'
	| 'process.frozen'
	| 'process.thawed'
	| 'process.cut'
	| 'process.healed'
	| 'process.exited'
>;
type Stretches = Process['frozen'];

/** The model after something happened to a process. */
export function reduceProcess(model: Model, event: ProcessEvent, put: PutRun): Model {
	const place = model.processes.findLastIndex(process => process.name === event.process);
	const known = model.processes[place];
	if (event.type === 'process.spawned') {
		return known ? model : {...model, processes: [...model.processes, spawn(event)]};
	}
	if (!known || known.exitedAt !== null) return model;
	const changed = change(known, event);
	let next: Model = {...model, processes: model.processes.with(place, {...changed, state: stateOf(changed)})};
	if (event.type !== 'process.exited') return next;
	for (const run of model.runs.values()) {
		// Most runs of a long log are over, and this process never had to do with them.
		if (run.state !== 'running' && !run.holds.some(hold => hold.process === event.process)) continue;
		const lost = loseProcess(run, event);
		if (lost !== run) next = put(next, lost);
	}
	return next;
}

function spawn({process: name, pid, at}: ProcessEvent): Process {
	return {
		...{name, pid},
		state: 'starting',
		spawnedAt: at,
		readyAt: null,
		exitedAt: null,
		code: null,
		signal: null,
		frozen: [],
		cut: [],
		holding: [],
		position: null,
	};
}

function change(process: Process, event: Exclude<ProcessEvent, {type: 'process.spawned'}>): Process {
	const {at} = event;
	switch (event.type) {
		case 'process.ready':
			return {...process, readyAt: at};
		case 'process.frozen':
			return {...process, frozen: open(process.frozen, at)};
		case 'process.thawed':
			return {...process, frozen: close(process.frozen, at)};
		case 'process.cut':
			return {...process, cut: open(process.cut, at)};
		case 'process.healed':
			return {...process, cut: close(process.cut, at)};
		case 'process.exited': {
			const {code, signal} = event;
			const [frozen, cut] = [close(process.frozen, at), close(process.cut, at)];
			return {...process, exitedAt: at, code, signal, frozen, cut, holding: []};
		}
	}
}

const isOpen = (stretches: Stretches) => stretches.at(-1)?.until === null;

function open(stretches: Stretches, at: number): Stretches {
	return isOpen(stretches) ? stretches : [...stretches, {from: at, until: null}];
}

function close(stretches: Stretches, at: number): Stretches {
	return stretches.map(stretch => (stretch.until === null ? {...stretch, until: at} : stretch));
}

function stateOf(process: Process): Process['state'] {
	if (process.exitedAt !== null) return 'exited';
	if (isOpen(process.frozen)) return 'frozen';
	if (isOpen(process.cut)) return 'cut';
	return process.readyAt === null ? 'starting' : 'ready';
}

/** The run after a process died: nothing that it did for the run goes on. */
function loseProcess(run: Run, event: EventOf<'process.exited'>): Run {
	const {process, signal, at, seq} = event;
	// The events of one death may come in any order, so an attempt that was already called interrupted counts as well:
	// as long as a run goes on, nothing else interrupts an attempt.
	const executed = run.steps.some(step =>
		step.attempts.some(each => each.process === process && (each.state === 'running' || each.state === 'interrupted')),
	);
	const heldLast = run.holds.findLast(hold => hold.task === run.id)?.process === process;
	const struck = run.state === 'running' && (executed || heldLast);
	const steps = run.steps.map(step => {
		const sleeping = struck && step.sleep !== null && step.sleep.endedAt === null && step.record === null;
		const awake = mapAttempts(step, attempt =>
			attempt.process === process ? loseAttempt(attempt, event, step.record !== null) : attempt,
		);
		return sleeping && step.sleep ? {...awake, sleep: {...step.sleep, survived: step.sleep.survived + 1}} : awake;
	});
	const same = steps.every((step, index) => step === run.steps[index]);
	const lost = same ? run : {...run, steps};
	const freed = endHolds(lost, hold => hold.process === process, event, 'released');
	const alone = dropHolders(freed, holder => holder.process === process, event);
	if (!struck) return alone;
	const losses = [...run.losses, {at, seq, process, signal}];
	return {...alone, losses, deaths: losses.length};
}

function loseAttempt(attempt: Attempt, event: EventOf<'process.exited'>, recorded: boolean): Attempt {
	const {at, seq, signal} = event;
	if (attempt.state === 'running') {
		const cause = signal === null ? 'its process exited' : `its process got ${signal}`;
		return {...attempt, state: 'interrupted', cause, endedAt: at, endSeq: seq};
	}
	if (recorded || attempt.lostAt !== undefined) return attempt;
	const waits = attempt.state === 'succeeded' || (attempt.state === 'failed' && (attempt.retryAt ?? 0) > at);
	return waits ? {...attempt, lostAt: at} : attempt;
}
