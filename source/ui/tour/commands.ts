import type {Command} from '../../command.js';
import type {Event} from '../../events.js';
import type {Model, Run} from '../../model/model.js';
import {victim} from '../act-fault.js';
import type {Deed} from './example.js';

/** A deed in the words of the keyboard; null when there is nobody (any more) to whom it could be done. */
export function commandOf(deed: Deed, event: Event, run: Run, model: Model): Command | null {
	switch (deed.type) {
		case 'arm':
		case 'join':
		case 'shorten':
			return {...deed, run: run.id};
		case 'kill':
		case 'freeze':
		case 'cut': {
			const named = 'process' in event && typeof event.process === 'string' ? event.process : undefined;
			const process = named ?? victim(run, model)?.name;
			return process === undefined ? null : {...deed, process};
		}

		case 'thaw':
		case 'heal': {
			const state = deed.type === 'thaw' ? 'frozen' : 'cut';
			const process = model.processes.find(each => each.state === state)?.name;
			return process === undefined ? null : {...deed, process};
		}
	}
}

/** What brings everybody back: whoever is frozen or cut off, by hand or by an example that was left in its midst. */
export function reliefs(model: Model): readonly Command[] {
	return model.processes.flatMap(({name, state}): Command[] => {
		if (state === 'frozen') {
			return [{type: 'thaw', process: name}];
		}

		return state === 'cut' ? [{type: 'heal', process: name}] : [];
	});
}

/** What calls off the faults that still wait in a run. */
export function disarms(run: Run): readonly Command[] {
	return run.armed.map(({id}) => ({type: 'disarm', run: run.id, id}));
}
