import type {Process} from '../model/model.js';
import {whyUntouchable} from './act-fault.js';
import {endOf, type Outcome, type Situation} from './situation.js';

/** What is done to the one process of a user's program, whatever runs in it; undefined where there is none. */
export function hurtProgram(action: 'kill' | 'freeze' | 'cut', situation: Situation): Outcome | undefined {
	const {model, program, platform} = situation;
	if (program === undefined) {
		return undefined;
	}

	const reason = whyUntouchable(situation);
	if (reason) {
		return {reason};
	}

	const process = model.processes.findLast(each => each.exitedAt === null);
	if (!process) {
		const isOver = endOf(program, model) !== null;
		return {reason: isOver ? `${program} has ended: r starts it again` : `${program} is being started again`};
	}

	switch (action) {
		case 'kill':
			return {command: {type: 'kill', process: process.name}};
		case 'freeze':
			return platform === 'win32'
				? {reason: 'Windows cannot freeze a process: x cuts its link, with the same effect'}
				: toggle(process, 'frozen', 'thaw', 'freeze');
		case 'cut':
			return toggle(process, 'cut', 'heal', 'cut');
	}
}

function toggle(
	{name, state}: Process,
	done: 'frozen' | 'cut',
	undo: 'thaw' | 'heal',
	fault: 'freeze' | 'cut',
): Outcome {
	if (state === done) {
		return {command: {type: undo, process: name}};
	}

	return state === 'ready' ? {command: {type: fault, process: name}} : {reason: `${name} is ${state}`};
}
