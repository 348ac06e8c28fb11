import type {EventOf} from '../events.js';
import {isExclusive} from './holders.js';
import type {Told} from './line.js';
import type {Attempt, Model, Process, Run, Step} from './model.js';
import {deathOf, pendingSleep, processOf} from './select.js';
import {list} from './words.js';

type ProcessEvent = EventOf<
	'process.ready' | 'process.frozen' | 'process.thawed' | 'process.cut' | 'process.healed' | 'process.exited'
>;

/** What happened to a process, and to whose work. */
export function tellProcess(event: ProcessEvent, model: Model): Told {
	const {process: name, seq} = event;
	const process = processOf(model, name);
	if (!process) return null;
	switch (event.type) {
		case 'process.ready':
			return {mark: 'info', text: `${name} is ready and stands by`};
		case 'process.frozen':
			return {mark: 'freeze', text: `${name} frozen (SIGSTOP)${during(process, model)}`};
		case 'process.thawed':
			return {mark: 'freeze', text: `${name} thawed${belief(process, model)}`};
		case 'process.cut':
			return {mark: 'freeze', text: `${name} cut off from the store${during(process, model)}`};
		case 'process.healed':
			return {mark: 'freeze', text: `${name} reaches the store again${belief(process, model)}`};
		case 'process.exited': {
			const struck = [...model.runs.values()].filter(run => run.losses.at(-1)?.seq === seq);
			const what = event.signal ? `killed (${event.signal})` : `exited (${deathOf(process)})`;
			if (struck.length === 0) return {mark: event.signal ? 'kill' : 'info', text: `${name} ${what}`};
			const lost = struck.map(run => clause(run, attempt => wasLost(attempt, process)) ?? between(run));
			return {mark: 'kill', text: `${name} ${what} ${list(lost)}`};
		}
	}
}

function wasLost(attempt: Attempt, process: Process): boolean {
	if (attempt.process !== process.name) return false;
	return attempt.state === 'interrupted' || attempt.lostAt !== undefined;
}

/** `while worker-D held payment-gateway`, for the attempts of a run that count. */
function clause(run: Run, which: (attempt: Attempt) => boolean): string | null {
	const last = (step: Step) => step.attempts.findLast(which);
	const parts = run.steps.flatMap(step => {
		const attempt = last(step);
		return attempt ? [phrase(run, step, attempt)] : [];
	});
	if (parts.length > 3) return `while ${parts.length} steps ran`;
	return parts.length > 0 ? `while ${list(parts)}` : null;
}

function phrase(run: Run, step: Step, attempt: Attempt): string {
	if (attempt.state === 'failed') return `${step.label} waited for its retry`;
	if (attempt.state === 'succeeded') return `${step.label} was done but not recorded`;
	const resource = run.description.exclusive?.resource;
	return isExclusive(run, step.name) && resource ? `${step.label} held ${resource}` : `${step.label} ran`;
}

function between(run: Run): string {
	const title = run.description.title || run.workflow;
	return pendingSleep(run) ? `while ${title} slept` : `between two steps of ${title}`;
}

/** What a process does now for the runs that go on. */
function during(process: Process, model: Model): string {
	const active = [...model.runs.values()].filter(run => run.state === 'running');
	const parts = active.flatMap(run => {
		const own = clause(run, attempt => attempt.process === process.name && attempt.state === 'running');
		if (own) return [own];
		return process.holding.includes(run.id) ? [between(run)] : [];
	});
	return parts.length > 0 ? ` ${list(parts)}` : '';
}

/** A process that comes back may not know that its lease is over. */
function belief(process: Process, model: Model): string {
	for (const run of model.runs.values()) {
		const executes = run.steps.some(step =>
			step.attempts.some(attempt => attempt.process === process.name && attempt.state === 'running'),
		);
		const hold = run.holds.findLast(each => each.task === run.id);
		if (executes && hold && hold.process !== process.name)
			return `: it still believes that it holds ${run.description.title}`;
	}
	return '';
}
