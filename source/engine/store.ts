import {randomUUID} from 'node:crypto';
import {LocalNetwork, type Message, type Request, type Response} from '@resonatehq/sdk';
import type {CallInfo} from '../instrument/call.js';
import {Tap} from '../instrument/tap.js';
import {Deadlines} from './deadlines.js';
import type {StoreOptions} from './store-options.js';

/** The protocol version that the SDK sends in the head of each request. */
const protocol = '2026-04-01';

/** How long the store waits before it offers a task again that nobody took, ms: a constant of `LocalNetwork`. */
const offerAgain = 30_000;

/**
 * The promise store: the SDK's own `LocalNetwork` in this process, tapped, with its timers fired at their deadline instead
 * of at its next one-second tick (its own tick is never started).
 */
export class Store {
	#tap: Tap;
	#network: LocalNetwork;
	readonly #options: StoreOptions;
	readonly #deadlines: Deadlines;
	readonly #now: () => number;
	readonly #shortened = new Map<string, number>();
	/** Who listens to which promise. */
	readonly #listeners = new Map<string, Set<string>>();

	constructor(options: StoreOptions) {
		const {report, now} = options;
		this.#options = options;
		this.#now = now;
		this.#tap = new Tap(report, now);
		this.#network = this.#open();
		this.#deadlines = new Deadlines(keys => this.#due(keys), now);
	}

	/** What was seen of it. */
	get tap(): Tap {
		return this.#tap;
	}

	/** Forgets all promises, as a store does that somebody wiped. */
	clear(): void {
		const {report, now} = this.#options;
		this.#tap = new Tap(report, now);
		this.#network = this.#open();
		this.#deadlines.clear();
		this.#shortened.clear();
		this.#listeners.clear();
	}

	#open(): LocalNetwork {
		const network = new LocalNetwork({pid: 'store'});
		network.recv(message => {
			if (network !== this.#network) {
				return;
			}

			if (message.kind === 'execute') {
				this.#offered(message.data.task.id, this.#options.deliver, message);
			} else {
				const {id} = message.data.promise;
				const listeners = this.#listeners.get(id) ?? [];
				this.#listeners.delete(id);
				for (const listener of listeners) {
					this.#options.answer(listener, message);
				}
			}
		});
		return network;
	}

	/**
	 * Carries out a request of `sender`, a process or a caller, and tells the tap.
	 *
	 * @param answered Called with the response before the tap is told, so that who waits for it need not wait for that too.
	 */
	async request(
		sender: string,
		request: Request,
		info?: CallInfo,
		answered?: (response: Response) => void,
	): Promise<Response> {
		if (request.kind === 'promise.register_listener') {
			const {awaited} = request.data;
			this.#listeners.set(awaited, (this.#listeners.get(awaited) ?? new Set()).add(sender));
		}

		const tap = this.#tap;
		const response = (await this.#network.send(request as never)) as Response;
		answered?.(response);
		tap.observe(sender, request, response, info);
		if (tap === this.#tap) {
			this.#watch(request, response);
		}

		return response;
	}

	/** Gives back all tasks of a process that is gone, so that another may take them at once. */
	async releaseTasksOf(process: string): Promise<void> {
		const held = [...this.tap.leases].filter(([, lease]) => lease.process === process);
		for (const [id, {version}] of held) {
			const name = `${process} is gone`;
			await this.request('store', this.#make('task.release', {id, version}), {name, label: name});
		}
	}

	/** Settles a promise from outside, as its owner would. */
	async settle(id: string, state: 'resolved' | 'rejected' | 'rejected_canceled', value?: unknown): Promise<void> {
		const data = value === undefined ? undefined : Buffer.from(JSON.stringify(value)).toString('base64');
		await this.request('store', this.#make('promise.settle', {id, state, value: {headers: {}, data}}));
	}

	/** The deadline of a sleeping timer, shortened or not, ms since the epoch; undefined when it does not sleep. */
	deadlineOf(id: string): number | undefined {
		const deadline = this.tap.sleeps.get(id);
		return deadline === undefined ? undefined : (this.#shortened.get(id) ?? deadline);
	}

	/** Ends a durable sleep at `at` (ms since the epoch) instead of at its own deadline, by settling its promise then. */
	shorten(id: string, at: number): void {
		this.#shortened.set(id, at);
		this.#deadlines.set(`sleep ${id}`, at);
	}

	/** Stops all timers. */
	stop(): void {
		this.#deadlines.stop();
	}

	/** A timer's own task names no function to run; the SDK would drop it, and the store offer it again and again. */
	#offered(task: string, deliver: (message: Message) => void, message: Message): void {
		if (this.tap.sleeps.has(task)) {
			return;
		}

		this.#deadlines.set(`offer ${task}`, this.#now() + offerAgain);
		deliver(message);
	}

	#watch(request: Request, response: Response): void {
		if (response.head.status !== 200) {
			return;
		}

		if (request.kind === 'task.acquire' || request.kind === 'task.create' || request.kind === 'task.heartbeat') {
			for (const [task, {until}] of this.tap.leases) {
				this.#deadlines.set(`lease ${task}`, until);
			}
		} else if (request.kind === 'task.fence' && request.data.action.kind === 'promise.create') {
			const {id, timeoutAt} = request.data.action.data;
			if (this.tap.sleeps.has(id)) {
				this.#deadlines.set(`sleep ${id}`, timeoutAt);
			}
		}
	}

	#due(keys: readonly string[]): void {
		const now = this.#now();
		for (const key of keys) {
			const id = key.slice(key.indexOf(' ') + 1);
			if ((this.#shortened.get(id) ?? Number.POSITIVE_INFINITY) <= now) {
				void this.settle(id, 'resolved');
			}
		}

		void this.#tick(now, keys);
	}

	async #tick(now: number, keys: readonly string[]): Promise<void> {
		const overdue = [...this.tap.leases].filter(([, {until}]) => until <= now);
		await this.#network.send(this.#make('debug.tick', {time: now}));
		for (const [task, lease] of overdue) {
			const response = await this.#network.send(this.#make('task.get', {id: task}));
			if (response.head.status === 200 && this.tap.leases.get(task)?.version === lease.version) {
				this.tap.expired(task);
			}
		}

		for (const key of keys) {
			if (key.startsWith('sleep ')) {
				await this.request('store', this.#make('promise.get', {id: key.slice('sleep '.length)}));
			}
		}
	}

	#make<K extends Request['kind']>(kind: K, data: unknown): Extract<Request, {kind: K}> {
		return {kind, head: {corrId: randomUUID(), version: protocol}, data} as Extract<Request, {kind: K}>;
	}
}
