import {createHistory} from '../model/history.js';
import type {Model} from '../model/model.js';
import {type Chronicle, createChronicle} from './chronicle.js';
import {createPrinted, type Printed} from './printed.js';
import type {LogSource} from './source.js';
import type {Cursor} from './view-state.js';

/** Every moment of the log. */
export type Past = {
	/** The model after the event with this number. */
	readonly modelAt: (seq: number) => Model;
	/** The moment of an event, clamped to those that have happened. */
	readonly momentOf: (seq: number) => Cursor;
	readonly chronicle: Chronicle;
	readonly printed: Printed;
};

export function createPast(source: LogSource): Past {
	const history = createHistory();
	const catchUp = () => {
		const events = source.events();
		for (let index = history.events.length; index < events.length; index++) {
			const event = events[index];
			if (event) {
				history.append(event);
			}
		}
	};
	const modelAt = (seq: number) => {
		catchUp();
		return history.modelAt(seq);
	};

	return {
		modelAt,
		momentOf(seq) {
			const events = source.events();
			const event = events[Math.max(1, Math.min(seq, events.length)) - 1];
			return {seq: event?.seq ?? 0, at: event?.at ?? 0};
		},
		chronicle: createChronicle(source.events, modelAt),
		printed: createPrinted(source.events),
	};
}
