import type {Event} from '../events.js';
import type {Model} from '../model/model.js';
import {type Line, narrate} from '../model/narrate.js';

/** Tells the log in words, each event once, and only those that somebody looks at. */
export type Chronicle = {
	/** The last `count` entries up to the event `seq`, the oldest first. */
	readonly upTo: (seq: number, count: number) => readonly Line[];
};

/**
 * @param events The log; it may grow.
 * @param modelAt The model after an event: sentences need to know who held what at that moment.
 */
export function createChronicle(events: () => readonly Event[], modelAt: (seq: number) => Model): Chronicle {
	const told = new Map<number, Line | null>();
	const tell = (event: Event): Line | null => {
		const known = told.get(event.seq);
		if (known !== undefined) {
			return known;
		}

		const entry = narrate(event, modelAt(event.seq));
		told.set(event.seq, entry);
		return entry;
	};

	return {
		upTo(seq, count) {
			const all = events();
			const entries: Line[] = [];
			for (let index = Math.min(seq, all.length) - 1; index >= 0 && entries.length < count; index--) {
				const event = all[index];
				const entry = event === undefined ? null : tell(event);
				if (entry !== null) {
					entries.push(entry);
				}
			}

			return entries.reverse();
		},
	};
}
