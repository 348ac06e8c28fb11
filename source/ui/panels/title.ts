import type {Model, Run} from '../../model/model.js';
import {
	holderOf,
	holdingProcess,
	pendingPromises,
	pendingRetry,
	pendingSleep,
	runningAttempts,
} from '../../model/select.js';
import {type Line, rule, sleepLine, span, strong} from '../text/line.js';
import {duration} from '../text/units.js';

export type TitleProps = {
	/** The run; null before the first one starts. */
	readonly run: Run | null;
	readonly model: Model;
	readonly now: number;
	/** The scenario's name, for as long as there is no run. */
	readonly name: string;
	/** What is said while there is no run: `starting`. */
	readonly idle: string;
	/** The key that focuses it; null when it is the only one. */
	readonly digit: number | null;
	readonly focused: boolean;
	readonly width: number;
};

/** The rule above the lanes: what it is, who holds the resource now, how the run stands. */
export function title({run, model, now, name, idle, digit, focused, width}: TitleProps): Line {
	const text = run?.description.title ?? name;
	const head: Line = [
		digit !== null && focused ? strong('▸') : span(' '),
		...(digit === null ? [] : [span(`${digit} `, focused ? undefined : 'muted')]),
		focused ? strong(text) : span(text),
	];
	if (!run) {
		return rule([...head, span(`  ${idle}`, 'muted')], width, [span(' ')]);
	}

	const state = stateOf(run, now);
	return rule([...head, span('  '), ...(run.description.exclusive ? resource(run, model) : identity(run))], width, [
		...callers(run),
		...state,
		span(' '),
	]);
}

/** Who holds the shared resource at this moment: nobody, one, or (when the guarantee is broken) several. */
function resource(run: Run, model: Model): Line {
	const name = span(run.description.exclusive?.resource ?? '');
	const holders = holderOf(run);
	if (holders.length === 0) {
		return [name, span(' ○ free', 'muted')];
	}

	if (holders.length > 1) {
		const who = holders.map(({step, attempt}) => `${step.label} on ${attempt.process}`).join(' and ');
		return [name, strong(` ▓ held by ${holders.length}: `, 'broken'), span(who)];
	}

	const [{step, attempt}] = holders as [(typeof holders)[0]];
	const process = model.processes.find(each => each.name === attempt.process);
	const stuck = process?.state === 'frozen' || process?.state === 'cut';
	return [
		name,
		span(stuck ? ' ░ ' : ' ● ', stuck ? 'frozen' : 'running'),
		span('held by '),
		strong(step.label),
		span(` on ${attempt.process}${stuck ? ` (${process.state})` : ''}`),
	];
}

function identity(run: Run): Line {
	const process = run.state === 'running' ? holdingProcess(run) : null;
	return [span(run.id, 'muted'), ...(process === null ? [] : [span(' ● ', 'running'), span(`on ${process}`)])];
}

function callers({callers: all}: Run): Line {
	return all.length > 1 ? [span(`${all.length} callers  `)] : [];
}

function stateOf(run: Run, now: number): Line {
	if (run.state === 'resolved') {
		return [span('✓', 'done'), span(` done in ${duration((run.settledAt ?? now) - run.startedAt)}`)];
	}

	if (run.state !== 'running') {
		return [span('╳ ', 'broken'), span(run.state === 'timedout' ? 'timed out' : run.state)];
	}

	if (pendingSleep(run)) {
		return [sleepLine(1, 'muted'), span(' sleeps')];
	}

	if (pendingRetry(run)) {
		return [span('┄ ', 'warning'), span('waits for a retry')];
	}

	return runningAttempts(run).length === 0 && pendingPromises(run).length > 0
		? [span('· ', 'muted'), span('waits to be settled')]
		: [span('● ', 'running'), span('running')];
}
