import type {Event, Json} from '../events.js';

/** One entry of the Chrome trace event format; times in µs. */
export type TraceEvent = {
	readonly name: string;
	/** X a span, i an instant, b and e the ends of an asynchronous span, M a name or a place in the order. */
	readonly ph: 'X' | 'i' | 'b' | 'e' | 'M';
	readonly pid: number;
	readonly tid: number;
	readonly ts: number;
	readonly dur?: number;
	readonly cat?: string;
	readonly id?: string;
	/** How far an instant is drawn: over its track, or over all. */
	readonly s?: 't' | 'g';
	readonly args?: Args;
};

export type Args = {readonly [key: string]: Json | undefined};

/** Where something is drawn: a group (`pid`) and a track in it (`tid`), as the format calls them. */
export type Track = {readonly pid: number; readonly tid: number};

type Span = {
	readonly name: string;
	readonly cat: string;
	readonly args: Args;
	/** Spans of one track may not overlap; asynchronous ones may. */
	readonly async: boolean;
	/** Chosen when both ends are known. */
	readonly track: (from: number, to: number) => Track;
};

type Lane = {readonly track: Track; readonly taken: Array<readonly [from: number, to: number]>};

/** Tracks of the second and further holders of a lane stand below its first. */
const tracksOfLane = 8;

/** Collects the entries of a trace; it knows the tracks and what has begun, and nothing of what the events mean. */
export class TraceBuilder {
	readonly #out: TraceEvent[] = [];
	readonly #names: TraceEvent[] = [];
	readonly #groups = new Map<string, {pid: number; tracks: number}>();
	readonly #tracks = new Map<string, Lane>();
	readonly #open = new Map<string, Span & {readonly from: number}>();
	readonly #first: number;
	#ids = 0;

	/** @param first the time of the trace's 0, in ms */
	constructor(first: number) {
		this.#first = first;
	}

	/** The event's time in the trace. Clocks may step back; a trace may not begin below 0. */
	micros({at}: Event): number {
		return Math.max(0, Math.round((at - this.#first) * 1000));
	}

	/**
	 * A track, made when it is first asked for; `name` counts only then. With `from` and `to` a track below it is chosen
	 * when it has a span at that time already.
	 */
	track(group: string, key: string, name = key, from?: number, to?: number): Track {
		for (let below = 0; ; below++) {
			const entry = this.#trackAt(group, key, name, below);
			if (from === undefined || to === undefined || below === tracksOfLane - 1) return entry.track;
			if (entry.taken.some(([start, end]) => from < end && start < to)) continue;
			entry.taken.push([from, to]);
			return entry.track;
		}
	}

	instant(name: string, cat: string, track: Track, event: Event, s: 't' | 'g' = 't'): void {
		this.#out.push({name, cat, ph: 'i', s, ...track, ts: this.micros(event), args: argsOf(event)});
	}

	/** Begins a span; one that is still open under the same key ends now. */
	begin(key: string, event: Event, span: Omit<Span, 'args' | 'async'> & {readonly async?: boolean}): void {
		this.end(key, this.micros(event));
		this.#open.set(key, {async: false, ...span, args: argsOf(event), from: this.micros(event)});
	}

	isOpen(key: string): boolean {
		return this.#open.has(key);
	}

	/** Ends a span, if it is open. */
	end(key: string, at: number, args: Args = {}): void {
		const span = this.#open.get(key);
		if (!span) return;
		this.#open.delete(key);
		const {name, cat, from} = span;
		const to = Math.max(from, at);
		const entry = {name, cat, ...span.track(from, to), ts: from, args: {...span.args, ...args}};
		if (span.async) {
			const id = String(++this.#ids);
			this.#out.push({...entry, ph: 'b', id}, {...entry, ph: 'e', id, ts: to, args: {}});
		} else {
			this.#out.push({...entry, ph: 'X', dur: to - from});
		}
	}

	/** Ends all spans whose key begins so. */
	endAll(prefix: string, at: number, args: Args = {}): void {
		for (const key of [...this.#open.keys()]) if (key.startsWith(prefix)) this.end(key, at, args);
	}

	/** All entries: names first, then in the order of time. */
	entries(): TraceEvent[] {
		return [...this.#names, ...this.#out.toSorted((a, b) => a.ts - b.ts)];
	}

	#trackAt(group: string, key: string, name: string, below: number): Lane {
		const id = JSON.stringify([group, key, below]);
		const known = this.#tracks.get(id);
		if (known) return known;
		const owner = this.#group(group);
		const first = below > 0 ? this.#trackAt(group, key, name, 0).track.tid : ++owner.tracks * tracksOfLane;
		const entry: Lane = {track: {pid: owner.pid, tid: first + below}, taken: []};
		this.#tracks.set(id, entry);
		this.#name('thread', entry.track, below > 0 ? `${name} (${below + 1})` : name);
		return entry;
	}

	#group(name: string) {
		let group = this.#groups.get(name);
		if (!group) {
			group = {pid: this.#groups.size + 1, tracks: 0};
			this.#groups.set(name, group);
			this.#name('process', {pid: group.pid, tid: 0}, name);
		}
		return group;
	}

	#name(what: 'process' | 'thread', track: Track, name: string): void {
		const order = what === 'process' ? track.pid : track.tid;
		this.#names.push({name: `${what}_name`, ph: 'M', ...track, ts: 0, args: {name}});
		this.#names.push({name: `${what}_sort_index`, ph: 'M', ...track, ts: 0, args: {sort_index: order}});
	}
}

/** What an event says, for the trace's details; its place in the log stays to find it in the journal. */
export const argsOf = (event: Event): Args => {
	const {v: _version, at: _at, run: _run, type: _type, ...rest} = event;
	return rest as Args;
};
