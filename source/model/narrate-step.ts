import type {EventOf} from '../events.js';
import {isExclusive} from './holders.js';
import type {Told} from './line.js';
import type {Resume, Run, Step} from './model.js';
import {plainText} from './plain-text.js';
import {stepById} from './select.js';
import type {StepEvent} from './step.js';
import {duration, shortLabelsOf, shortValue} from './words.js';

/** What happened to a step. Replays are told together, by the first step that is executed after them. */
export function tellStep(event: StepEvent, run: Run): Told {
	const step = stepById(run, event.step);
	if (event.type === 'write.rejected') return rejected(event, step?.label ?? run.description.title);
	if (!step) return null;
	const label = plainText(step.label);
	switch (event.type) {
		case 'step.created': {
			const waits = step.kind === 'promise' || step.kind === 'rpc' || step.kind === 'detached';
			if (!waits || step.createdSeq !== event.seq) return null;
			const what = {promise: 'has a promise for somebody outside to settle:', rpc: 'calls', detached: 'starts'}[
				step.kind
			];
			return {mark: 'info', text: `${callerOf(run, step)} ${what} ${label}`};
		}
		case 'step.started':
			return started(event, run, step, label);
		case 'step.failed': {
			const retry = event.retryIn === null ? 'no retry' : `retry in ${duration(event.retryIn)}`;
			return {mark: 'fail', text: `${label} threw: ${shortValue(event.error)}; ${retry}`};
		}
		case 'step.recorded':
			if (step.kind === 'sleep') return null;
			if (step.record?.seq !== event.seq) return {mark: 'reject', text: `${label} was recorded again`};
			if (event.state !== 'resolved') return {mark: 'fail', text: `${label} recorded as ${event.state}`};
			return {mark: 'done', text: step.kind === 'promise' ? settled(step, label) : `${label} done and recorded`};
		case 'sleep.started':
			return {mark: 'sleep', text: `${label} begins: durable, for ${duration(event.deadline - event.at)}`};
		case 'sleep.shortened': {
			const left = event.deadline - event.at;
			return {
				mark: 'sleep',
				text: left > 0 ? `${label} shortened: ${duration(left)} left` : `${label} told to end now`,
			};
		}
		case 'sleep.ended':
			return {mark: 'sleep', text: woke(step, label)};
		case 'step.succeeded':
		case 'step.interrupted':
		case 'step.replayed':
			return null;
	}
}

/** Who made the call: the workflow itself, or one of those that it called. */
function callerOf(run: Run, {parent}: Step): string {
	return plainText(stepById(run, parent)?.label ?? run.description.title);
}

function settled({record}: Step, label: string): string {
	return record?.value === undefined || record.value === null
		? `${label} was settled`
		: `${label} was settled: ${shortValue(record.value, 40)}`;
}

function rejected({status, version, process}: EventOf<'write.rejected'>, label: string): Told {
	const why = status === 409 ? `409, its lease (version ${version}) is over` : `${status}`;
	return {mark: 'reject', text: `late write of ${process} for ${label} refused: ${why}`};
}

function started({seq, process}: EventOf<'step.started'>, run: Run, step: Step, label: string): Told {
	const attempt = step.attempts.findLast(each => each.startSeq === seq);
	if (!attempt) return null;
	const again = attempt.number > 1;
	const {resume} = run;
	const second = run.holders.length > 1 && isExclusive(run, step.name) ? ', a second holder' : '';
	if (resume && resume.kind !== 'start' && resume.firstStart === seq) {
		const short = shortLabelsOf(run).get(step.label) ?? label;
		const runs = `${short} runs${again ? ' again' : ''}${second}`;
		return {mark: 'replay', text: `${opening(resume)}: ${served(resume, run)}${runs}`};
	}
	const resource = run.description.exclusive?.resource;
	const holds = isExclusive(run, step.name) && resource ? `holds ${resource}` : 'runs';
	const number = again ? ` again (attempt ${attempt.number})` : '';
	return {mark: 'start', text: `${label} ${holds}${number} in ${process}${second}`};
}

function opening({kind, process, from}: Resume): string {
	return kind === 'takeover' && process !== from ? `${process} took over` : `${process} went on`;
}

function served({process, seq, served: number}: Resume, run: Run): string {
	if (number === 0) return '';
	if (number > 12) return `${number} steps served from the log, `;
	const short = shortLabelsOf(run);
	const fresh = run.steps.filter(step => step.replays.some(replay => replay.seq > seq && replay.process === process));
	const names = fresh.map(step => short.get(step.label) ?? '').join(' ');
	return `${names.length <= 40 ? names : `${number} steps`} served from the log, `;
}

/** A takeover that ran no step: it found all of them in the log, and went to sleep or was done. */
export function tellSuspended(event: EventOf<'task.suspended' | 'task.fulfilled'>, run: Run): Told {
	const {resume} = run;
	const fits = resume?.kind === 'takeover' && resume.firstStart === null && resume.process === event.process;
	if (!fits || event.task !== run.id || resume.served === 0) return null;
	const then = event.type === 'task.suspended' ? 'the wait goes on' : 'nothing was left to run';
	return {mark: 'replay', text: `${opening(resume)}: ${served(resume, run)}${then}`};
}

function woke({sleep}: Step, label: string): string {
	if (!sleep) return `${label} ended`;
	const late = (sleep.endedAt ?? sleep.deadline) - sleep.deadline;
	const how = sleep.shortened > 0 ? 'its shortened deadline' : 'its deadline';
	return `${label} ended at ${how} (${late < 0 ? '' : '+'}${duration(late)})`;
}
