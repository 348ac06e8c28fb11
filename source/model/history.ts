import type {Event} from '../events.js';
import {emptyModel, type Model} from './model.js';
import {fold, reduce} from './reduce.js';

/** A log with quick access to the model at any place in it. */
export type History = {
	/** All events so far; the array grows as events are appended. */
	readonly events: readonly Event[];
	/** The model after the last event. */
	readonly latest: () => Model;
	/** Adds the next event and returns the model after it. */
	readonly append: (event: Event) => Model;
	/** The model after the event with this number: the same as folding the log up to it. 0 is the beginning. */
	readonly modelAt: (seq: number) => Model;
	/** The event with this number. */
	readonly eventAt: (seq: number) => Event | null;
};

/**
 * A history of events. It keeps the model after every `distance` events (they share most of their parts) and folds from the
 * nearest one to where somebody looks, so that looking anywhere costs the same however long the log is.
 */
export function createHistory(initial: readonly Event[] = [], distance = 256): History {
	const events: Event[] = [];
	const snapshots: Model[] = [emptyModel];
	let latest = emptyModel;
	// Who looks around moves mostly one event ahead: then the model that was seen last is nearer than any snapshot.
	let seen = {count: 0, model: emptyModel};

	/** How many events have a number up to `seq`. */
	const countUpTo = (seq: number): number => {
		let [low, high] = [0, events.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((events[middle]?.seq ?? 0) <= seq) low = middle + 1;
			else high = middle;
		}
		return low;
	};

	const append = (event: Event): Model => {
		events.push(event);
		latest = reduce(latest, event);
		if (events.length % distance === 0) snapshots.push(latest);
		return latest;
	};

	const modelAt = (seq: number): Model => {
		const count = countUpTo(seq);
		if (count === events.length) return latest;
		const place = Math.floor(count / distance);
		let from = {count: place * distance, model: snapshots[place] ?? emptyModel};
		if (seen.count <= count && seen.count > from.count) from = seen;
		seen = {count, model: fold(events.slice(from.count, count), from.model)};
		return seen.model;
	};

	const eventAt = (seq: number): Event | null => {
		const event = events[countUpTo(seq) - 1];
		return event?.seq === seq ? event : null;
	};

	for (let start = 0; start < initial.length; start += distance) {
		const next = initial.slice(start, start + distance);
		events.push(...next);
		latest = fold(next, latest);
		if (next.length === distance) snapshots.push(latest);
	}
	return {events, latest: () => latest, append, modelAt, eventAt};
}
