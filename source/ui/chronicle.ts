import type {Event} from '../events.js';
import type {Model} from '../model/model.js';
import {type Line, narrate} from '../model/narrate.js';

const piece = 32;

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

		// What is printed has a place of its own.
		const entry = event.type === 'output' ? null : narrate(event, modelAt(event.seq));
		told.set(event.seq, entry);
		return entry;
	};

	return {
		upTo(seq, count) {
			const all = events();
			let entries: readonly Line[] = [];
			// From the end in pieces, but forward within each: the model after the next event is at hand, the one before is not.
			for (let end = Math.min(seq, all.length); end > 0 && entries.length < count; end -= piece) {
				const part = all.slice(Math.max(0, end - piece), end).map(tell);
				entries = [...part.filter(entry => entry !== null), ...entries];
			}

			return entries.slice(-count);
		},
	};
}
