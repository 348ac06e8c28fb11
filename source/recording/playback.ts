import type {Event} from '../events.js';
import {createHistory, type History} from '../model/history.js';
import type {Model} from '../model/model.js';

export type PlaybackOptions = {
	/** How many times as fast as it was. */
	readonly speed: number;
	/** Any clock that goes on evenly, in ms. */
	readonly clock: () => number;
};

/** No timer waits longer. */
const longestTimer = 2 ** 31 - 1;

/**
 * Plays a log as if it happened now: the listeners hear of each event when its time has come. The whole log can be looked at
 * all the while.
 */
export class Playback {
	readonly #history: History;
	/** When each event is shown: its own time, never before the one ahead of it. */
	readonly #times: readonly number[];
	readonly #listeners = new Set<(event: Event) => void>();
	readonly #options: PlaybackOptions;
	readonly #end = Promise.withResolvers<void>();
	/** How many events have been shown. */
	#count = 0;
	/** The log's time when it was last set, and the clock's then; null while it stands still. */
	#time: number;
	#since: number | null = null;
	#timer: NodeJS.Timeout | undefined;

	constructor(events: readonly Event[], options: PlaybackOptions) {
		this.#history = createHistory(events);
		let latest = 0;
		this.#times = events.map(({at}) => {
			latest = Math.max(latest, at);
			return latest;
		});
		this.#time = this.#times[0] ?? 0;
		this.#options = options;
	}

	/** Resolves when the last event has been shown for the first time. */
	get ended(): Promise<void> {
		return this.#end.promise;
	}

	/** When the first and the last event happened, in ms since the epoch. */
	get span(): {readonly from: number; readonly to: number} {
		return {from: this.#times[0] ?? 0, to: this.#times.at(-1) ?? 0};
	}

	/** The whole log, whatever has been shown of it. */
	readonly events = (): readonly Event[] => this.#history.events;

	/** The model after the events that have been shown. */
	readonly model = (): Model => this.#history.modelAt(this.#count);

	/** The log's time, in ms since the epoch; it stops at the last event. */
	readonly now = (): number => {
		const {clock, speed} = this.#options;
		const time = this.#since === null ? this.#time : this.#time + (clock() - this.#since) * speed;
		return Math.min(time, Math.max(this.#time, this.span.to));
	};

	/** Calls the listener with each event that is shown. */
	readonly subscribe = (listener: (event: Event) => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	/**
	 * Plays on.
	 *
	 * @param seq Number of an event: from there instead of from where it stands.
	 */
	readonly play = (seq?: number): void => {
		this.pause();
		if (seq !== undefined) {
			this.#count = Math.max(0, Math.min(seq, this.#times.length));
			this.#time = this.#times[this.#count - 1] ?? this.span.from;
		}

		this.#since = this.#options.clock();
		this.#advance();
	};

	/** Stands still. */
	readonly pause = (): void => {
		this.#time = this.now();
		this.#since = null;
		clearTimeout(this.#timer);
	};

	/** Shows all that had happened by that time, in ms since the epoch, and stands still there. */
	showUntil(time: number): void {
		this.pause();
		this.#time = Math.min(Math.max(time, this.#time), this.span.to);
		this.#show();
	}

	#advance(): void {
		this.#show();
		const next = this.#times[this.#count];
		if (next !== undefined && this.#since !== null) {
			const wait = Math.ceil((next - this.now()) / this.#options.speed);
			this.#timer = setTimeout(() => this.#advance(), Math.max(0, Math.min(wait, longestTimer)));
		}
	}

	#show(): void {
		const now = this.now();
		for (let time = this.#times[this.#count]; time !== undefined && time <= now; time = this.#times[this.#count]) {
			const event = this.#history.events[this.#count];
			this.#count++;
			for (const listener of event ? this.#listeners : []) {
				listener(event as Event);
			}
		}

		if (this.#count === this.#times.length) {
			this.#end.resolve();
		}
	}
}
