import type {Message} from '@resonatehq/sdk';
import type {Arm} from '../instrument/faults.js';
import type {EventLog} from './log.js';
import type {FromProcess} from './protocol.js';
import type {Store} from './store.js';
import {type Launch, Worker} from './worker.js';

/** What a group of processes is made of. */
export type GroupOptions = {
	readonly log: EventLog;
	/** What a process of this name runs. */
	readonly launch: (name: string) => Launch;
	/** How many to keep alive. */
	readonly size: number;
	/** Whether a process may come to an end of its own, as a program does; it is started again only when it was killed. */
	readonly isMortal?: boolean;
	/** A mortal process came to its end, with this exit code. */
	readonly ended?: (code: number | null) => void;
	/** An armed place was reached by this process, whose attempt waits for `proceed`. */
	readonly struck: (arm: Arm, worker: Worker) => void;
	/** A process could not start its work, and none would: the reason. */
	readonly failed: (reason: string) => void;
};

/**
 * The worker group: keeps its processes alive, hands the store's messages to one of them, and notices deaths. A process
 * that dies is replaced by one with a new name.
 */
export class Group {
	readonly #options: GroupOptions;
	readonly #store: Store;
	readonly #workers = new Map<string, Worker>();
	/** Messages that nobody could take yet, and tasks offered to a process that has not acquired them. */
	readonly #queue: Message[] = [];
	readonly #offered = new Map<string, {worker: Worker; message: Message}>();
	readonly #attempts = new Map<string, {run: string; attempt: number; process: string}>();
	readonly #arms = new Map<string, Arm>();
	#count = 0;
	#pace = 1;
	/** Whether all processes of the first hour are, or were, ready. */
	#complete = false;
	#stopping = false;
	#emptied: () => void = () => {};

	constructor(store: Store, options: GroupOptions) {
		this.#store = store;
		this.#options = options;
		options.log.subscribe(event => {
			if (event.type === 'step.started') {
				const {attempt, process} = event;
				this.#attempts.set(`${process} ${event.step}`, {run: event.run ?? '', attempt, process});
			} else if (event.type === 'step.succeeded' || event.type === 'step.failed' || event.type === 'step.interrupted') {
				this.#attempts.delete(`${event.process} ${event.step}`);
			}
		});
	}

	/** Starts the processes. */
	start(): void {
		while (this.#workers.size < this.#options.size) {
			this.#spawn();
		}
	}

	/** Kills what lives, and starts processes where there are none. */
	restart(): void {
		for (const worker of this.#workers.values()) {
			worker.signal('SIGKILL');
		}

		this.start();
	}

	/** A living process by its name. */
	get(name: string): Worker | undefined {
		return this.#workers.get(name);
	}

	/** The processes that execute an attempt of this step now; two when the lease of a frozen one ran out. */
	executing(step: string): Worker[] {
		return [...this.#workers.values()].filter(({name}) => this.#attempts.has(`${name} ${step}`));
	}

	/** Hands a message of the store to a process; one that nobody can take waits for the next that is ready. */
	deliver(message: Message): void {
		// At first, work waits for all processes to come up, so that runs do not crowd into the fastest.
		const worker = this.#complete ? this.#choose() : undefined;
		if (!worker) {
			this.#queue.push(message);
			return;
		}

		if (message.kind === 'execute') {
			this.#offered.set(message.data.task.id, {worker, message});
		}

		worker.send({type: 'message', message});
	}

	/** Hands out what waited, after a process became available. */
	flush(): void {
		for (const message of this.#queue.splice(0)) {
			this.deliver(message);
		}
	}

	setPace(pace: number): void {
		this.#pace = pace;
		this.#broadcast({type: 'pace', pace});
	}

	arm(arm: Arm): void {
		this.#arms.set(arm.id, arm);
		this.#broadcast({type: 'arm', arm});
	}

	/** Calls a fault off; the arm as it was, undefined when there was none (any more). */
	disarm(id: string): Arm | undefined {
		const arm = this.#arms.get(id);
		this.#arms.delete(id);
		this.#broadcast({type: 'disarm', id});
		return arm;
	}

	/** The faults that wait. */
	get arms(): Iterable<Arm> {
		return this.#arms.values();
	}

	/** Ends the attempts of a run in all processes. */
	cancel(run: string): void {
		for (const arm of this.#arms.values()) {
			if (arm.run === run) {
				this.disarm(arm.id);
			}
		}

		this.#broadcast({type: 'cancel', run});
	}

	/** Sends all processes away, frozen ones too; resolves when they are gone. */
	async stop(): Promise<void> {
		this.#stopping = true;
		const gone = new Promise<void>(resolve => {
			this.#emptied = resolve;
		});
		for (const worker of this.#workers.values()) {
			worker.dismiss();
		}

		if (this.#workers.size > 0) {
			await gone;
		}
	}

	/** Sends SIGKILL to all, at once and without waiting: the last thing that a dying engine does. */
	killAll(): void {
		this.#stopping = true;
		for (const worker of this.#workers.values()) {
			worker.signal('SIGKILL');
		}
	}

	#broadcast(message: Parameters<Worker['send']>[0]): void {
		for (const worker of this.#workers.values()) {
			worker.send(message);
		}
	}

	/** The one with the least to do, the oldest of them: so one process holds a run and the others stand by. */
	#choose(): Worker | undefined {
		const load = (worker: Worker): number => {
			let tasks = 0;
			for (const {process} of this.#store.tap.leases.values()) {
				tasks += process === worker.name ? 1 : 0;
			}

			for (const offer of this.#offered.values()) {
				tasks += offer.worker === worker ? 1 : 0;
			}

			return tasks;
		};

		let best: {worker: Worker; load: number} | undefined;
		for (const worker of this.#workers.values()) {
			if (worker.available) {
				const tasks = load(worker);
				if (!best || tasks < best.load) {
					best = {worker, load: tasks};
				}
			}
		}

		return best?.worker;
	}

	#spawn(): void {
		const {launch, log} = this.#options;
		const name = `p${++this.#count}`;
		const worker = new Worker(name, launch(name), {
			message: message => void this.#receive(worker, message),
			output: (stream, text) => log.append(null, {type: 'output', process: name, stream, text}),
			exit: (code, signal) => void this.#bury(worker, code, signal),
		});
		this.#workers.set(name, worker);
		log.append(null, {type: 'process.spawned', process: name, pid: worker.pid});
		worker.send({type: 'pace', pace: this.#pace});
		for (const arm of this.#arms.values()) {
			worker.send({type: 'arm', arm});
		}
	}

	async #receive(worker: Worker, message: FromProcess): Promise<void> {
		const {log} = this.#options;
		switch (message.type) {
			case 'ready': {
				worker.ready = true;
				this.#complete ||= [...this.#workers.values()].every(each => each.ready);
				log.append(null, {type: 'process.ready', process: worker.name, pid: worker.pid});
				this.flush();
				break;
			}

			case 'failed': {
				this.#options.failed(message.reason);
				break;
			}

			case 'event': {
				log.append(message.run, message.body, message.at);
				break;
			}

			case 'request': {
				const response = await this.#store.request(worker.name, message.request, message.info);
				if (message.request.kind === 'task.acquire') {
					this.#offered.delete(message.request.data.id);
				}

				worker.send({type: 'reply', id: message.id, response});
				break;
			}

			case 'struck': {
				const arm = this.disarm(message.arm);
				if (arm) {
					this.#options.struck(arm, worker);
				}

				worker.send({type: 'proceed', arm: message.arm});
				break;
			}

			default:
		}
	}

	async #bury(worker: Worker, code: number | null, signal: NodeJS.Signals | null): Promise<void> {
		const {log} = this.#options;
		this.#workers.delete(worker.name);
		for (const [key, {run, attempt, process}] of this.#attempts) {
			if (process === worker.name) {
				const step = key.slice(process.length + 1);
				log.append(run, {type: 'step.interrupted', step, attempt, process, cause: signal ?? `exit ${code}`});
			}
		}

		log.append(null, {type: 'process.exited', process: worker.name, pid: worker.pid, code, signal});
		if (this.#stopping) {
			if (this.#workers.size === 0) {
				this.#emptied();
			}

			return;
		}

		if (this.#options.isMortal && signal === null) {
			this.#options.ended?.(code);
			return;
		}

		if (!worker.ready && !worker.killed && !this.#options.isMortal) {
			this.#options.failed(`process ${worker.name} ended before it was ready (${signal ?? `exit code ${code}`})`);
			return;
		}

		const unanswered = [...this.#offered.values()].filter(offer => offer.worker === worker);
		await this.#store.releaseTasksOf(worker.name);
		for (const {message} of unanswered) {
			this.deliver(message);
		}

		this.start();
	}
}
