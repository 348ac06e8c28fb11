import type {Event, EventOf} from '../events.js';

/** What processes printed. */
export type Printed = {
	/** The last `count` lines up to the event `seq`, the oldest first. */
	readonly upTo: (seq: number, count: number) => ReadonlyArray<EventOf<'output'>>;
};

/** @param events The log; it may grow. */
export function createPrinted(events: () => readonly Event[]): Printed {
	const lines: Array<EventOf<'output'>> = [];
	let read = 0;
	return {
		upTo(seq, count) {
			const all = events();
			for (; read < all.length; read++) {
				const event = all[read];
				if (event?.type === 'output') {
					lines.push(event);
				}
			}

			let end = lines.length;
			while (end > 0 && (lines[end - 1]?.seq ?? 0) > seq) {
				end--;
			}

			return lines.slice(Math.max(0, end - count), end);
		},
	};
}
