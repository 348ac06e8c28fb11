import type {Event} from '../events.js';
import type {Line, Told} from './line.js';
import type {Model, Run} from './model.js';
import {tellProcess} from './narrate-process.js';
import {tellStep, tellSuspended} from './narrate-step.js';
import {plainText} from './plain-text.js';
import {duration, shortError} from './words.js';

export type {Line, Mark} from './line.js';

/** An event in words, given the model after it; null for what a person does not care about. */
export function narrate(event: Event, model: Model): Line | null {
	const told = tell(event, model);
	return told && {at: event.at, seq: event.seq, mark: told.mark, text: plainText(told.text)};
}

function tell(event: Event, model: Model): Told {
	switch (event.type) {
		case 'process.spawned':
		case 'position':
			return null;
		case 'process.ready':
		case 'process.frozen':
		case 'process.thawed':
		case 'process.cut':
		case 'process.healed':
		case 'process.exited':
			return tellProcess(event, model);
		case 'pace.changed':
			return {mark: 'info', text: `pace ${event.pace}×`};
		case 'output':
			return event.text.trim() === '' ? null : {mark: 'info', text: `${event.process}: ${event.text}`};
		default: {
			const run = event.run === null ? undefined : model.runs.get(event.run);
			return run ? tellRun(event, run) : null;
		}
	}
}

type RunEvent = Exclude<Event, {type: `process.${string}` | 'pace.changed' | 'output' | 'position'}>;

function tellRun(event: RunEvent, run: Run): Told {
	const title = run.description.title || run.workflow;
	switch (event.type) {
		case 'run.started':
			return {mark: 'start', text: `${title} began: ${run.id}`};
		case 'run.settled':
			return event.seq === run.settledSeq ? settled(run, title) : null;
		case 'caller.joined': {
			const first = run.callers[0]?.name === event.caller;
			return first ? null : {mark: 'info', text: `${event.caller} asks for the same id and joins ${title}`};
		}
		case 'caller.answered':
			if (run.callers.length < 2) return null;
			return {mark: 'info', text: `${event.caller} got its answer: ${event.state}`};
		case 'task.suspended':
		case 'task.fulfilled':
			return tellSuspended(event, run);
		case 'task.acquired':
		case 'task.released':
			return null;
		case 'lease.expired':
			return {
				mark: 'freeze',
				text: `${event.process} lost the lease of ${title} (version ${event.version}): it expired`,
			};
		case 'fault.armed':
			return {mark: 'fault', text: `${event.fault} armed for ${event.target}, ${places[event.placement]}`};
		case 'fault.disarmed':
			return {mark: 'fault', text: 'an armed fault was called off'};
		case 'fault.injected':
			// What is done at once is told by what comes of it: a throw, an exit, a stop.
			if (event.placement === 'running') return null;
			return {mark: 'fault', text: `${event.fault} strikes ${event.target} ${places[event.placement]}`};
		default:
			return run.state === 'canceled' ? null : tellStep(event, run);
	}
}

const places = {
	before: 'before its effect',
	'after-effect': 'after its effect, before its record',
	'after-record': 'after its record',
	running: 'while it runs',
} as const;

function settled(run: Run, title: string): Told {
	const after = duration((run.settledAt ?? run.startedAt) - run.startedAt);
	switch (run.state) {
		case 'resolved':
			return {mark: 'done', text: `${title} done after ${after}`};
		case 'canceled':
			return {mark: 'info', text: `${title} canceled after ${after}`};
		case 'timedout':
			return {mark: 'fail', text: `${title} timed out after ${after}`};
		default:
			return {mark: 'fail', text: `${title} failed after ${after}: ${shortError(run.value)}`};
	}
}
