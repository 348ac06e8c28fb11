import type {Event} from '../events.js';
import {copies, type Lists, ownCopies} from './lists.js';
import {emptyModel, type Model, type Run} from './model.js';
import {type PutRun, putRun, putRunInto} from './put-run.js';
import {reduceProcess} from './reduce-process.js';
import {reduceCaller, reduceFault, settleRun, startRun} from './reduce-run.js';
import {reduceStep} from './reduce-step.js';
import {reduceTask, withHolding} from './reduce-task.js';

/**
 * The model after one more event. The order of events says what happened first; their stamps say when. Events that make no
 * sense where they stand (of an unknown step, of a run that was canceled) change nothing but the model's place in the log.
 */
export function reduce(model: Model, event: Event): Model {
	return apply(model, event, putRun, copies);
}

/** The model after all these events, in their order. */
export function fold(events: readonly Event[], from: Model = emptyModel): Model {
	const put = putRunInto();
	const lists = ownCopies();
	let model = from;
	for (const event of events) model = apply(model, event, put, lists);
	return model;
}

function apply(model: Model, event: Event, put: PutRun, lists: Lists): Model {
	const startedAt = model.seq === 0 ? event.at : model.startedAt;
	const next: Model = {...model, seq: event.seq, at: Math.max(model.at, event.at), startedAt};
	switch (event.type) {
		case 'process.spawned':
		case 'process.ready':
		case 'process.frozen':
		case 'process.thawed':
		case 'process.cut':
		case 'process.healed':
		case 'process.exited':
			return reduceProcess(next, event, put);
		case 'pace.changed':
			return {...next, pace: event.pace};
		case 'output':
			return next;
		case 'fault.injected':
			return strike(next, event, put);
		case 'position':
			return moveTo(next, event, put);
		case 'run.started': {
			const known = event.run === null ? undefined : model.runs.get(event.run);
			if (event.run === null || known?.state === 'running') return next;
			// An id that begins anew, on a store that was emptied, is the newest run.
			return put(known ? without(next, event.run) : next, startRun(event.run, event));
		}
		default:
			return reduceRun(next, event, put, lists);
	}
}

type RunEvent = Exclude<
	Event,
	{type: `process.${string}` | 'pace.changed' | 'output' | 'fault.injected' | 'position' | 'run.started'}
>;

function reduceRun(model: Model, event: RunEvent, put: PutRun, lists: Lists): Model {
	const {run: id} = event;
	if (id === null) return model;
	const change = (how: (run: Run) => Run) => withRun(model, id, put, how);
	switch (event.type) {
		case 'run.settled':
			return withHolding(
				change(run => settleRun(run, event)),
				id,
			);
		case 'caller.joined':
		case 'caller.answered':
			return change(run => reduceCaller(run, event));
		case 'task.acquired':
		case 'task.suspended':
		case 'task.released':
		case 'task.fulfilled':
		case 'lease.expired':
			return withHolding(
				change(run => (run.state === 'canceled' ? run : reduceTask(run, event))),
				id,
			);
		case 'fault.armed':
		case 'fault.disarmed':
			return change(run => (run.state === 'running' ? reduceFault(run, event) : run));
		default:
			return change(run =>
				run.state === 'canceled' ? run : reduceStep(run, event, name => isAlive(model, name), lists),
			);
	}
}

function withRun(model: Model, id: string, put: PutRun, change: (run: Run) => Run): Model {
	const run = model.runs.get(id);
	if (!run) return model;
	const next = change(run);
	return next === run ? model : put(model, next);
}

function isAlive(model: Model, name: string): boolean {
	return (model.processes.findLast(process => process.name === name)?.exitedAt ?? null) === null;
}

/** A fault struck: the run it was meant for, or, when the process it was done to held none, those that it held last. */
function strike(model: Model, event: Extract<Event, {type: 'fault.injected'}>, put: PutRun): Model {
	const hit = (run: Run) => reduceFault(run, event);
	if (event.run !== null) return withRun(model, event.run, put, hit);
	let next = model;
	for (const [id, run] of model.runs) {
		const heldLast = run.state === 'running' && run.holds.at(-1)?.process === event.target;
		if (heldLast) next = withRun(next, id, put, hit);
	}
	return next;
}

function moveTo(model: Model, event: Extract<Event, {type: 'position'}>, put: PutRun): Model {
	const {process: name, file, line, step, run: id, at, seq} = event;
	const place = model.processes.findLastIndex(process => process.name === name);
	const process = model.processes[place];
	const moved = process
		? {...model, processes: model.processes.with(place, {...process, position: {file, line, run: id}})}
		: model;
	if (id === null) return moved;
	return withRun(moved, id, put, run =>
		run.state === 'running' ? {...run, position: {process: name, file, line, step, at, seq}} : run,
	);
}

function without(model: Model, run: string): Model {
	const runs = new Map(model.runs);
	runs.delete(run);
	return {...model, runs};
}
