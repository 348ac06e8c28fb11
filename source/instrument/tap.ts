import type {Request, Response} from '@resonatehq/sdk';
import type {CallInfo} from './call.js';
import {type Lease, LeaseWatch} from './lease-watch.js';
import {PromiseWatch} from './promise-watch.js';
import {dataOf} from './response.js';
import type {Report} from './step.js';

/**
 * Watches the requests to a store and its replies, and turns what they changed into events: the ground truth for records,
 * leases and fences. It changes nothing itself. Pass each pair to `observe` in the order in which the store took them.
 */
export class Tap {
	readonly #promises: PromiseWatch;
	readonly #leases: LeaseWatch;

	/**
	 * @param report Takes the events.
	 * @param now The store's clock, ms since the epoch.
	 */
	constructor(report: Report, now: () => number) {
		this.#promises = new PromiseWatch(report);
		this.#leases = new LeaseWatch(report, now);
	}

	/** Who holds which task, by task id. */
	get leases(): ReadonlyMap<string, Lease> {
		return this.#leases.leases;
	}

	/** Durable sleeps that nobody has woken yet: their deadline (ms since the epoch) as the store has it, by promise id. */
	get sleeps(): ReadonlyMap<string, number> {
		return this.#promises.sleeps;
	}

	/** Promises that wait to be settled by somebody outside: ids. */
	get promises(): ReadonlySet<string> {
		return this.#promises.promises;
	}

	/** Tells that a root is about to be created by somebody who reports that. */
	expect(root: string): void {
		this.#promises.expect(root);
	}

	/** Says that the store took a lease back because it ran out. */
	expired(task: string): void {
		this.#leases.expired(task);
	}

	/** One request by `sender` (a process or caller) and what the store replied; `info` is what the sender knew of it. */
	observe(sender: string, request: Request, response: Response, info?: CallInfo): void {
		const ok = response.head.status === 200;
		const {task, promise} = ok ? dataOf(response) : {};
		// What the store itself has settled meanwhile, a sleep say, may be told nowhere else.
		for (const each of dataOf(response).preload ?? []) {
			this.#promises.settled(each);
		}

		switch (request.kind) {
			case 'task.fence': {
				this.#fence(sender, request, response, info);
				break;
			}

			case 'promise.create': {
				this.#promises.asked(sender, promise);
				break;
			}

			case 'task.create': {
				this.#promises.asked(sender, promise);
				this.#leases.asked(sender, task, request.data.ttl);
				break;
			}

			case 'task.acquire': {
				this.#leases.asked(sender, task, request.data.ttl);
				break;
			}

			case 'task.heartbeat': {
				for (const {id, version} of request.data.tasks) {
					this.#leases.beat(id, version);
				}

				break;
			}

			case 'task.release': {
				if (ok) {
					this.#leases.released(sender, request.data.id, request.data.version, info?.name ?? 'given back');
				}

				break;
			}

			case 'task.suspend':
			case 'task.fulfill': {
				const {id, version} = request.data;
				if (ok) {
					this.#leases.ended(
						request.kind === 'task.suspend' ? 'task.suspended' : 'task.fulfilled',
						sender,
						id,
						version,
					);
				}

				if (promise) {
					this.#promises.settled(promise, sender, version);
				}

				this.#leases.written(sender, {task: id, version, step: id, kind: request.kind}, response);
				break;
			}

			case 'promise.settle':
			case 'promise.get': {
				const root = promise && this.#promises.settled(promise);
				if (root !== undefined) {
					this.#leases.overtaken(root);
				}

				break;
			}

			default:
		}
	}

	#fence(sender: string, request: Extract<Request, {kind: 'task.fence'}>, response: Response, info?: CallInfo): void {
		const {id: task, version, action} = request.data;
		this.#leases.written(sender, {task, version, step: action.data.id, kind: action.kind}, response);
		const inner = response.head.status === 200 ? dataOf(response).action : undefined;
		const promise = inner?.head.status === 200 ? dataOf(inner).promise : undefined;
		if (promise && action.kind === 'promise.create') {
			this.#promises.created(sender, promise, info);
		} else if (promise) {
			this.#promises.settled(promise, sender, version);
		}
	}
}
