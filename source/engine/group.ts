import type {Message, Response} from '@resonatehq/sdk';
import {Armory} from './armory.js';
import {Crew} from './crew.js';
import {Dispatcher} from './dispatcher.js';
import type {GroupOptions} from './group-options.js';
import {OpenAttempts} from './open-attempts.js';
import type {FromProcess} from './protocol.js';
import type {Store} from './store.js';
import {Worker} from './worker.js';

/**
 * The worker group: keeps its processes alive, hands the store's messages to one of them, and notices deaths. A process
 * that dies is replaced by one with a new name.
 */
export class Group {
	readonly #options: GroupOptions;
	readonly #store: Store;
	readonly #crew = new Crew();
	readonly #dispatcher: Dispatcher;
	readonly #attempts: OpenAttempts;
	/** The faults that wait. */
	readonly arms = new Armory(message => this.#crew.broadcast(message));
	#count = 0;
	#pace = 1;
	#stopping = false;
	#restarting = false;

	constructor(store: Store, options: GroupOptions) {
		this.#store = store;
		this.#options = options;
		this.#attempts = new OpenAttempts(options.log);
		this.#dispatcher = new Dispatcher(this.#crew.workers, () => store.tap.leases);
	}

	/** Starts the processes. */
	start(): void {
		while (this.#crew.workers.size < this.#options.size) {
			this.#spawn();
		}
	}

	/** Kills what lives; when all are gone, does what is to be done `meanwhile`, and starts as at first. */
	async restart(meanwhile: () => Promise<void>): Promise<void> {
		this.#restarting = true;
		this.#crew.killAll();
		await this.#crew.gone();
		await meanwhile();
		this.#dispatcher.clear();
		this.#restarting = false;
		if (!this.#stopping) {
			this.start();
		}
	}

	/** A living process by its name. */
	get(name: string): Worker | undefined {
		return this.#crew.workers.get(name);
	}

	/** The processes that execute an attempt of this step now; two when the lease of a frozen one ran out. */
	executing(step: string): Worker[] {
		return [...this.#crew.workers.values()].filter(({name}) => this.#attempts.has(name, step));
	}

	/** Hands a message of the store to a process; one that nobody can take waits for the next that is ready. */
	deliver(message: Message): void {
		this.#dispatcher.deliver(message);
	}

	/** A process can take work again. */
	resumed(): void {
		this.#dispatcher.available();
	}

	/** A process cannot take work for now: what it was told of and has not taken goes to another. */
	sidelined(worker: Worker): void {
		this.#dispatcher.withdraw(worker);
	}

	setPace(pace: number): void {
		this.#pace = pace;
		this.#crew.broadcast({type: 'pace', pace});
	}

	/** Ends the attempts of a run in all processes. */
	cancel(run: string): void {
		this.arms.removeOf(run);
		this.#crew.broadcast({type: 'cancel', run});
	}

	/** Sends all processes away, frozen ones too; resolves when they are gone. */
	async stop(): Promise<void> {
		this.#stopping = true;
		this.#crew.dismissAll();
		await this.#crew.gone();
	}

	/** Sends SIGKILL to all, at once and without waiting: the last thing that a dying engine does. */
	killAll(): void {
		this.#stopping = true;
		this.#crew.killAll();
	}

	#spawn(): void {
		const {launch, log} = this.#options;
		const name = `p${++this.#count}`;
		const worker = new Worker(name, launch(name), {
			message: message => void this.#receive(worker, message),
			output: (stream, text) => log.append(null, {type: 'output', process: name, stream, text}),
			exit: (code, signal) => void this.#bury(worker, code, signal),
		});
		this.#crew.add(worker);
		log.append(null, {type: 'process.spawned', process: name, pid: worker.pid});
		worker.send({type: 'pace', pace: this.#pace});
		for (const arm of this.arms) {
			worker.send({type: 'arm', arm});
		}
	}

	async #receive(worker: Worker, message: FromProcess): Promise<void> {
		const {log} = this.#options;
		switch (message.type) {
			case 'ready': {
				worker.ready = true;
				log.append(null, {type: 'process.ready', process: worker.name, pid: worker.pid});
				this.#dispatcher.available();
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
				const {id, request, info} = message;
				const reply = (response: Response): void => worker.send({type: 'reply', id, response});
				// Where a fault waits for a record, it strikes between that and the reply; else the reply is not kept waiting.
				const isArmed = this.arms.size > 0;
				const response = await this.#store.request(worker.name, request, info, isArmed ? undefined : reply);
				if (request.kind === 'task.acquire') {
					this.#dispatcher.asked(request.data.id);
				}

				if (isArmed) {
					reply(response);
				}

				break;
			}

			case 'struck': {
				const arm = this.arms.remove(message.arm);
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
		this.#crew.remove(worker);
		for (const {run, ...open} of this.#attempts.of(worker.name)) {
			log.append(run, {type: 'step.interrupted', ...open, cause: signal ?? `exit ${code}`});
		}

		log.append(null, {type: 'process.exited', process: worker.name, pid: worker.pid, code, signal});
		if (this.#stopping || this.#restarting) {
			this.#crew.checkEmpty();
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

		await this.#store.releaseTasksOf(worker.name);
		this.#dispatcher.withdraw(worker);
		this.start();
	}
}
