import type {Model, Run} from '../../model/model.js';
import {pendingPromises, pendingRetry, pendingSleep, processOf, runningAttempts} from '../../model/select.js';
import {endOf} from '../situation.js';
import {type Line, span, strong} from '../text/line.js';
import {examples} from '../tour/examples.js';
import type {TourState} from '../tour/tour-state.js';
import {isProven} from '../tour/tour-state.js';
import type {View} from '../view-state.js';

export type HintProps = {
	readonly run: Run | null;
	readonly model: Model;
	readonly view: View;
	readonly now: number;
	readonly live: boolean;
	readonly tour: TourState;
	/** The name of the user's program that starts the runs, if it is one. */
	readonly program?: string;
};

/** What is the case, and the keys that can be tried then: the more useful half, where there is no room for both. */
export type Hint = {readonly sentence: Line; readonly keys: Line};

/** What is worth a try at this moment, for someone who has never seen this screen. */
export function hintFor({run, model, view, live, tour, program}: HintProps): Hint {
	if (view.overlay !== null) {
		return {sentence: [], keys: []};
	}

	const guided = tour.progress ? inTour(tour, view) : null;
	if (guided) {
		return guided;
	}

	if (view.cursor !== null) {
		return live
			? say('a moment of the past', ['← →', 'one event'], ['space', 'back to live'])
			: say('a journal, stopped here', ['← →', 'one event'], ['space', 'play on'], ['g', 'what it proves']);
	}

	if (!live) {
		return say('a journal', ['space', 'stop'], ['← →', 'one event'], ['home', 'the first'], ['g', 'what it proves']);
	}

	const end = endOf(program, model);
	if (end) {
		const how = end.code === 0 ? '' : ` with exit code ${end.code ?? '?'}`;
		return say(`${program} has ended${how}`, ['r', 'start it again'], ['←', 'look back'], ['g', 'what the log proves']);
	}

	if (!run) {
		return say(program === undefined ? 'the processes are starting' : `${program} has started no workflow yet`);
	}

	if (run.state !== 'running') {
		return program !== undefined
			? say('it is over, the program goes on', ['r', 'start it again'], ['←', 'look back'])
			: say('it is over', ['r', 'a fresh run'], ['←', 'look back'], ['g', 'what the log proves'], ...guidedBy(run));
	}

	const troubled = model.processes.find(process => process.state === 'frozen' || process.state === 'cut');
	if (troubled) {
		const frozen = troubled.state === 'frozen';
		return say(`${troubled.name} is ${frozen ? 'frozen' : 'cut off'}: past its lease, another process takes the run`, [
			frozen ? 'z' : 'x',
			frozen ? 'thaw it' : 'heal it',
		]);
	}

	if (pendingSleep(run)) {
		return say('the deadline is in the store, no process waits for it', ['s', 'halve it'], ['k', 'kill anyway']);
	}

	const running = runningAttempts(run).at(-1);
	const [promise] = running ? [] : pendingPromises(run);
	if (promise) {
		return say(`${promise.label} waits for somebody outside`, ['p', 'settle it'], ['k', 'kill anyway']);
	}

	const retry = pendingRetry(run);
	if (retry) {
		return say(`${retry.step.label} threw: the SDK retries it, what came before is recorded`, ['k', 'kill it now']);
	}

	const process = running ? processOf(model, running.attempt.process) : null;
	return running && process
		? say(`${running.step.label} executes on ${process.name}`, ['c', 'make it throw'], ['k', `kill ${process.name}`])
		: say('between two steps');
}

/** Only the built-in workflows have examples. */
function guidedBy({workflow}: Run): ReadonlyArray<readonly [key: string, does: string]> {
	return examples.some(example => example.workflow === workflow) ? [['t', 'guided examples']] : [];
}

/** The keys of the tour come first, but those of time travel stay. */
function inTour({progress, proven}: TourState, view: View): Hint | null {
	const sofar = `${proven.length} of ${examples.length} proven`;
	const onward = [
		['n', 'next example'],
		['t', 'all of them'],
		['esc', view.cursor === null ? 'leave' : 'back to live'],
	] as const;
	switch (progress?.phase) {
		case 'ready':
			return say('look at the words above first', ['enter', 'begin'], ...onward);
		case 'over':
			return isProven(progress)
				? say(sofar, ['e', view.cursor === null ? 'show the evidence' : 'next event of it'], ...onward)
				: say(sofar, ['enter', 'try again'], ...onward);
		default:
			return view.cursor === null ? null : say('the example goes on meanwhile', ['space', 'back to live']);
	}
}

function say(sentence: string, ...keys: ReadonlyArray<readonly [key: string, does: string]>): Hint {
	return {
		sentence: [span(sentence, 'muted')],
		keys: keys.flatMap(([key, does], index) => [
			span(index === 0 ? '' : '   '),
			strong(key),
			span(` ${does}`, 'muted'),
		]),
	};
}
