import {crash, cutLink, freeze, hurt, kill, relieve, shorten} from './act-fault.js';
import {moveInOverlay} from './act-in-overlay.js';
import {selectNext} from './act-lane.js';
import {closeOrLetGo, open} from './act-overlay.js';
import {hurtProgram} from './act-program.js';
import {promptFor, typeInPrompt} from './act-prompt.js';
import {otherRun} from './act-run.js';
import {seek} from './act-time.js';
import {beginOnEnter, tour} from './act-tour.js';
import {type Action, actionOf} from './keymap.js';
import type {KeyName} from './keys.js';
import {focused, isOutputShown, type Outcome, type Situation} from './situation.js';

/** What a key does at this moment; undefined for one that means nothing. */
export function press(key: KeyName, situation: Situation): Outcome | undefined {
	const {overlay} = situation.view;
	if (overlay?.kind === 'prompt') {
		return typeInPrompt(key, overlay, situation);
	}

	const action = actionOf(key);
	return action && act(action, key, situation);
}

/** Decides what comes of an action; nothing happens here. */
export function act(action: Action, key: KeyName, situation: Situation): Outcome {
	const {view} = situation;
	const inOverlay = view.overlay === null ? undefined : moveInOverlay(action, view.overlay, situation);
	if (inOverlay !== undefined) {
		return inOverlay;
	}

	switch (action) {
		case 'quit':
			return {quit: true};
		case 'help':
		case 'guarantees':
		case 'arm':
			return open(action, situation);
		case 'enter':
			return (view.overlay === null ? beginOnEnter(situation) : undefined) ?? open(action, situation);
		case 'tour':
		case 'next-example':
		case 'previous-example':
		case 'evidence':
			return tour(action, situation);
		case 'close':
			return closeOrLetGo(situation);
		case 'next-workflow':
			return focusOn(view.focus + 1, situation, 'there is only one workflow on the screen');
		case 'previous-workflow':
			return focusOn(view.focus - 1, situation, 'there is only one workflow on the screen');
		case 'workflow':
			return focusNumber(Number(key), situation);
		case 'up':
		case 'down':
			return selectNext(action === 'up' ? -1 : 1, situation);
		case 'zoom-in':
			return {view: {type: 'zoom', zoom: view.zoom + 1}};
		case 'zoom-out':
			return view.zoom === 0
				? {reason: 'the timeline shows the whole run already'}
				: {view: {type: 'zoom', zoom: view.zoom - 1}};
		case 'zoom-fit':
			return {view: {type: 'zoom', zoom: 0}};
		case 'pause':
		case 'back':
		case 'forward':
		case 'back-ten':
		case 'forward-ten':
		case 'first':
		case 'last':
			return seek(action, situation);
		case 'crash':
			return hurt(situation, crash);
		case 'kill':
		case 'freeze':
		case 'cut':
			return hurtProgram(action, situation) ?? hurtHolder(action, situation);
		case 'halve':
		case 'wake':
			return hurt(situation, (run, all) => shorten(run, all, action === 'halve' ? 'halve' : 'now'));
		case 'settle':
			return hurt(situation, promptFor);
		case 'output':
			return {view: {type: 'output', shown: !isOutputShown(situation)}};
		case 'run-before':
		case 'run-after':
			return otherRun(action === 'run-before' ? -1 : 1, situation);
		case 'join':
			return situation.program === undefined
				? hurt(situation, run => ({command: {type: 'join', run: run.id}}))
				: {reason: `${situation.program} decides itself who calls what`};
		case 'restart':
			return restart(situation);
		case 'slower':
		case 'faster':
			return pace(action === 'slower' ? 2 : 0.5, situation);
	}
}

function hurtHolder(action: 'kill' | 'freeze' | 'cut', situation: Situation): Outcome {
	switch (action) {
		case 'kill':
			return hurt(situation, kill);
		case 'freeze':
			return relieve(situation, 'frozen') ?? hurt(situation, freeze);
		case 'cut':
			return relieve(situation, 'cut') ?? hurt(situation, cutLink);
	}
}

function focusOn(index: number, {workflows}: Situation, alone: string): Outcome {
	const count = workflows.length;
	return count < 2 ? {reason: alone} : {view: {type: 'focus', index: (index + count) % count}};
}

function focusNumber(number: number, {workflows, view}: Situation): Outcome {
	const name = workflows[number - 1];
	if (name === undefined) {
		return {
			reason: workflows.length === 1 ? 'there is only one workflow on the screen' : `there is no workflow ${number}`,
		};
	}

	return number - 1 === view.focus
		? {reason: `${name} has the focus already`}
		: {view: {type: 'focus', index: number - 1}};
}

function restart(situation: Situation): Outcome {
	const {workflow, run} = focused(situation);
	if (!situation.live) {
		return {reason: 'this is a journal: nothing runs, so there is nothing to restart'};
	}

	if (situation.program !== undefined) {
		return {command: {type: 'restart', run: run?.id ?? ''}};
	}

	if (!run) {
		return {reason: `${workflow} has not started yet`};
	}

	const command = {type: 'restart', run: run.id} as const;
	// The fresh run is what one wants to see.
	return situation.view.runs[workflow] === undefined
		? {command}
		: {command, meanwhile: {type: 'run', workflow, run: null}};
}

/** Steps of two; slower than 64 nobody waits for, and 1 is the pace of the workflow itself. */
function pace(factor: number, {model, live}: Situation): Outcome {
	if (!live) {
		return {reason: 'this is a journal: nothing runs, so there is no pace'};
	}

	const next = 2 ** Math.round(Math.log2(model.pace * factor));
	if (next < 1) {
		return {reason: 'pace 1 is as fast as it gets: the waits as the workflow has them'};
	}

	return next > 64 ? {reason: 'pace 64 is as slow as it gets'} : {command: {type: 'pace', pace: next}};
}
