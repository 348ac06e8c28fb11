import {Codec, type PromiseRecord, type Request, type Response, type TaskRecord} from '@resonatehq/sdk';
import type {EventBody, Json, SettledState, StepKind} from '../events.js';
import {type CallInfo, originOf} from './call.js';
import {toJson} from './json.js';
import type {Report} from './step.js';

/** A lease as the store granted it. `until` in ms since the epoch, moved by each heartbeat. */
export type Lease = {readonly process: string; readonly version: number; readonly ttl: number; readonly until: number};

type Known = {readonly kind: StepKind; recorded: boolean};

/**
 * Watches the requests to a store and its replies, and turns what they changed into events: the ground truth for records,
 * leases and fences. It changes nothing itself. Pass each pair to `observe` in the order in which the store took them.
 */
export class Tap {
	/** Who holds which task, by task id. */
	readonly leases = new Map<string, Lease>();
	/** Durable sleeps that nobody has woken yet: their deadline (ms since the epoch) as the store has it, by promise id. */
	readonly sleeps = new Map<string, number>();
	/** Promises that wait to be settled by somebody outside: ids. */
	readonly promises = new Set<string>();
	readonly #roots = new Map<string, 'expected' | 'found'>();
	readonly #settledRoots = new Set<string>();
	readonly #known = new Map<string, Known>();
	readonly #codec = new Codec();
	readonly #report: Report;
	readonly #now: () => number;

	/**
	 * @param report Takes the events.
	 * @param now The store's clock, ms since the epoch.
	 */
	constructor(report: Report, now: () => number) {
		this.#report = report;
		this.#now = now;
	}

	/** Tells that a root is about to be created by somebody who reports that. */
	expect(root: string): void {
		this.#roots.set(root, 'expected');
	}

	/** One request by `sender` (a process or caller) and what the store replied; `info` is what the sender knew of it. */
	observe(sender: string, request: Request, response: Response, info?: CallInfo): void {
		const ok = response.head.status === 200;
		switch (request.kind) {
			case 'task.fence': {
				this.#fence(sender, request, response, info);
				break;
			}

			case 'promise.create': {
				this.#root(sender, dataOf(response).promise);
				break;
			}

			case 'task.acquire':
			case 'task.create': {
				const {task, promise} = dataOf(response);
				if (request.kind === 'task.create') {
					this.#root(sender, promise);
				}

				if (ok && task?.state === 'acquired') {
					this.#acquired(sender, task.id, task.version, request.data.ttl);
				}

				break;
			}

			case 'task.heartbeat': {
				for (const {id, version} of request.data.tasks) {
					this.#beat(id, version);
				}

				break;
			}

			case 'task.suspend': {
				const {id, version} = request.data;
				if (ok) {
					this.#let(id, {type: 'task.suspended', process: sender, task: id, version});
				}

				this.#refused(sender, id, id, version, response, request.kind);
				break;
			}

			case 'task.release': {
				const {id, version} = request.data;
				if (ok) {
					const process = this.leases.get(id)?.process ?? sender;
					const reason = info?.name ?? 'given back';
					this.#let(id, {type: 'task.released', process, task: id, version, reason, byHolder: process === sender});
				}

				break;
			}

			case 'task.fulfill': {
				const {id, version} = request.data;
				const {promise} = dataOf(response);
				if (ok && promise) {
					this.#let(id, {type: 'task.fulfilled', process: sender, task: id, version});
					this.settled(promise, sender, version);
				}

				this.#refused(sender, id, id, version, response, request.kind);
				break;
			}

			case 'promise.settle':
			case 'promise.get': {
				const {promise} = dataOf(response);
				if (ok && promise) {
					this.settled(promise, undefined);
				}

				break;
			}

			default:
		}
	}

	/** Says that the store took a lease back because it ran out. */
	expired(task: string): void {
		const lease = this.leases.get(task);
		if (lease) {
			this.#let(task, {type: 'lease.expired', process: lease.process, task, version: lease.version});
		}
	}

	/** Notes a promise's settlement, if it is one and was not noted yet. */
	settled(promise: PromiseRecord, process: string | undefined, version?: number): void {
		const {id} = promise;
		const run = originOf(id);
		const state = settledState(promise);
		if (!state) {
			return;
		}

		const value = this.#decode(promise);
		const known = this.#known.get(id);
		if (!known) {
			if (id === run && !this.#settledRoots.has(id)) {
				this.#settledRoots.add(id);
				this.#report(run, {type: 'run.settled', state, value});
				// Settled from outside, canceled say: whoever works on it has lost its lease with that.
				const lease = this.leases.get(id);
				if (lease) {
					const {process: holder, version: held} = lease;
					const reason = 'the run is over';
					this.#let(id, {type: 'task.released', process: holder, task: id, version: held, reason, byHolder: false});
				}
			}

			return;
		}

		if (known.recorded) {
			return;
		}

		known.recorded = true;
		this.promises.delete(id);
		const deadline = this.sleeps.get(id);
		if (deadline !== undefined) {
			this.sleeps.delete(id);
			this.#report(run, {type: 'sleep.ended', step: id, deadline});
		}

		this.#report(run, {type: 'step.recorded', step: id, state, value, process, version});
	}

	#fence(sender: string, request: Extract<Request, {kind: 'task.fence'}>, response: Response, info?: CallInfo): void {
		const {id: task, version, action} = request.data;
		this.#refused(sender, task, action.data.id, version, response, action.kind);
		const inner = dataOf(response).action;
		const promise = inner?.head.status === 200 ? dataOf(inner).promise : undefined;
		if (!promise) {
			return;
		}

		if (action.kind === 'promise.create') {
			this.#created(sender, promise, info);
		} else {
			this.settled(promise, sender, version);
		}
	}

	/** Says that a root was created by a client whose calls nobody announces; `expect` tells of those that somebody does. */
	#root(sender: string, promise: PromiseRecord | undefined): void {
		if (!promise || promise.id !== originOf(promise.id) || this.#roots.get(promise.id) === 'expected') {
			return;
		}

		const {id} = promise;
		if (!this.#roots.has(id)) {
			this.#roots.set(id, 'found');
			const {func = id, args = []} = this.#call(promise);
			this.#report(id, {type: 'run.started', workflow: func, func, args: toJson(args), description: {title: func}});
		}

		this.#report(id, {type: 'caller.joined', caller: sender});
	}

	/** What a promise was created to call. */
	#call(promise: PromiseRecord): {func?: string; args?: readonly unknown[]} {
		try {
			const call: unknown = this.#codec.decode(promise.param);
			return typeof call === 'object' && call !== null ? call : {};
		} catch {
			return {};
		}
	}

	#created(sender: string, promise: PromiseRecord, info?: CallInfo): void {
		const {id, tags, timeoutAt} = promise;
		if (this.#known.has(id)) {
			return;
		}

		// A child with an id of its own choice is the root of a lineage of its own.
		this.#root(sender, promise);

		const run = originOf(id);
		const kind = kindOf(promise);
		this.#known.set(id, {kind, recorded: false});
		if (kind === 'promise') {
			this.promises.add(id);
		} else if (kind === 'sleep') {
			this.sleeps.set(id, timeoutAt);
		}

		const name = info?.name ?? this.#call(promise).func ?? kind;
		this.#report(run, {
			type: 'step.created',
			step: id,
			parent: tags['resonate:parent'] ?? run,
			kind,
			...info,
			name,
			label: info?.label ?? name,
		});
		if (kind === 'sleep') {
			this.#report(run, {type: 'sleep.started', step: id, deadline: timeoutAt});
		}

		this.settled(promise, undefined);
	}

	#acquired(process: string, task: string, version: number, ttl: number): void {
		this.leases.set(task, {process, version, ttl, until: this.#now() + ttl});
		this.#report(originOf(task), {type: 'task.acquired', process, task, version, ttl});
	}

	#beat(task: string, version: number): void {
		const lease = this.leases.get(task);
		if (lease?.version === version) {
			this.leases.set(task, {...lease, until: this.#now() + lease.ttl});
		}
	}

	#let(task: string, body: EventBody): void {
		this.leases.delete(task);
		this.#report(originOf(task), body);
	}

	#refused(process: string, task: string, step: string, version: number, response: Response, write: string): void {
		const {status} = response.head;
		if (status >= 400) {
			this.#report(originOf(task), {type: 'write.rejected', step, process, status, write, version});
		}
	}

	#decode(promise: PromiseRecord): Json {
		try {
			return toJson(this.#codec.decode(promise.value));
		} catch {
			return '(a value that this codec cannot read)';
		}
	}
}

/** What a response carries, where it carries something: a refusal's data is a sentence. */
function dataOf(response: Response): {task?: TaskRecord; promise?: PromiseRecord; action?: Response} {
	const {data} = response as {data: unknown};
	return typeof data === 'object' && data !== null ? data : {};
}

function settledState(promise: PromiseRecord): SettledState | null {
	switch (promise.state) {
		case 'pending': {
			return null;
		}

		case 'rejected_canceled': {
			return 'canceled';
		}

		case 'rejected_timedout': {
			return 'timedout';
		}

		default: {
			return promise.state;
		}
	}
}

/** The SDK says what a promise is for in its tags: a timer, a local call, a call to a registered function, or none of them. */
function kindOf({id, tags}: PromiseRecord): StepKind {
	if (tags['resonate:timer'] === 'true') {
		return 'sleep';
	}

	if (tags['resonate:scope'] === 'local') {
		return 'run';
	}

	if (tags['resonate:target'] === undefined) {
		return 'promise';
	}

	return /:d[0-9a-f]+$/.test(id) ? 'detached' : 'rpc';
}
