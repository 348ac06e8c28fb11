import {type Event, type EventBody, eventVersion} from '../events.js';

/** The append-only log of one session of this program. */
export class EventLog {
	readonly #events: Event[] = [];
	readonly #listeners = new Set<(event: Event) => void>();
	readonly #now: () => number;

	/** @param now ms since the epoch, for events that bring no time of their own. */
	constructor(now: () => number) {
		this.#now = now;
	}

	/** All events so far, in order; the array grows, its entries never change. */
	get events(): readonly Event[] {
		return this.#events;
	}

	/** Adds an event and tells the listeners, in order, before it returns. `at` in ms since the epoch. */
	append(run: string | null, body: EventBody, at = this.#now()): Event {
		const event: Event = {v: eventVersion, seq: this.#events.length + 1, at, run, ...body};
		this.#events.push(event);
		for (const listener of this.#listeners) {
			listener(event);
		}

		return event;
	}

	/** Calls `listener` for each new event until the returned function is called. */
	subscribe(listener: (event: Event) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}
}
