import type {Json} from '../events.js';
import type {Run} from '../model/model.js';
import {pendingPromises} from '../model/select.js';
import {show} from './act-overlay.js';
import type {KeyName} from './keys.js';
import {focused, type Outcome, type Situation, selectedLane} from './situation.js';
import {graphemes} from './text/width.js';
import type {Overlay} from './view-state.js';

/** Values that need not be typed. */
export const readyValues: readonly Json[] = [true, false];

type Prompt = Extract<Overlay, {kind: 'prompt'}>;

/** Asks for the value of the promise that the run waits for: that of the selected lane, else the first. */
export function promptFor(run: Run, {view, ...situation}: Situation): Outcome {
	const pending = pendingPromises(run);
	const lane = selectedLane(view, focused({view, ...situation}).workflow, run);
	const step = pending.find(({id}) => id === lane?.step?.id) ?? pending[0];
	return step
		? show({kind: 'prompt', run: run.id, step: step.id, chosen: 0, text: ''})
		: {reason: 'no promise waits to be settled: p is for those of ctx.promise()'};
}

/** What a key does while a value is asked for: letters are typed, whatever they mean elsewhere. */
export function typeInPrompt(key: KeyName, prompt: Prompt, situation: Situation): Outcome {
	const {chosen, text} = prompt;
	const typed = readyValues.length;
	switch (key) {
		case 'escape':
			return show(null);
		case 'enter':
			return settle(prompt, situation);
		case 'up':
		case 'shift-tab':
			return show({...prompt, chosen: (chosen + typed) % (typed + 1)});
		case 'down':
		case 'tab':
			return show({...prompt, chosen: (chosen + 1) % (typed + 1)});
		case 'backspace':
			return show({...prompt, chosen: typed, text: graphemes(text).slice(0, -1).join('')});
		default: {
			const character = key === 'space' ? ' ' : key;
			return graphemes(character).length === 1
				? show({...prompt, chosen: typed, text: text + character})
				: {reason: 'a value is asked for: enter settles the promise with it, escape leaves'};
		}
	}
}

/** Pasted text is taken over as it is; a value is one line. */
export function pasteInPrompt(pasted: string, prompt: Prompt): Outcome {
	const text = prompt.text + pasted.replace(/\s+/g, ' ').trim();
	return show({...prompt, chosen: readyValues.length, text});
}

function settle({run: id, step, chosen, text}: Prompt, {model}: Situation): Outcome {
	const run = model.runs.get(id);
	if (!run || !pendingPromises(run).some(({id}) => id === step)) {
		return {reason: 'that promise is settled already: escape'};
	}

	return {
		command: {
			type: 'resolve',
			run: run.id,
			step,
			value: chosen < readyValues.length ? readyValues[chosen] : typedValue(text),
		},
		meanwhile: {type: 'open', overlay: null},
	};
}

/** The value of what was typed: JSON, or else the text itself. */
export function typedValue(text: string): Json {
	try {
		return JSON.parse(text);
	} catch {
		return text.trim();
	}
}
