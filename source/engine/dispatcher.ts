import type {Message} from '@resonatehq/sdk';
import type {Lease} from '../instrument/lease-watch.js';
import type {Worker} from './worker.js';

/** Hands the store's messages to processes of the group, and remembers what nobody has taken up yet. */
export class Dispatcher {
	readonly #workers: ReadonlyMap<string, Worker>;
	readonly #leases: () => ReadonlyMap<string, Lease>;
	/** Messages that nobody could take. */
	readonly #queue: Message[] = [];
	/** Tasks that a process was told of and has not asked for. */
	readonly #offers = new Map<string, {worker: Worker; message: Message}>();
	#isOpen = false;

	/**
	 * @param workers The processes of the group, by name, as they come and go.
	 * @param leases Who holds what now.
	 */
	constructor(workers: ReadonlyMap<string, Worker>, leases: () => ReadonlyMap<string, Lease>) {
		this.#workers = workers;
		this.#leases = leases;
	}

	/** Hands a message to a process; one that nobody can take waits. */
	deliver(message: Message): void {
		const worker = this.#isOpen ? this.#choose() : undefined;
		if (!worker) {
			this.#queue.push(message);
			return;
		}

		if (message.kind === 'execute') {
			this.#offers.set(message.data.task.id, {worker, message});
		}

		worker.send({type: 'message', message});
	}

	/** A process became available. Work waits until all are at first, so that runs do not crowd into the fastest. */
	available(): void {
		this.#isOpen ||= [...this.#workers.values()].every(worker => worker.ready);
		for (const message of this.#queue.splice(0)) {
			this.deliver(message);
		}
	}

	/** A process asked for a task, whatever it got. */
	asked(task: string): void {
		this.#offers.delete(task);
	}

	/** Forgets all messages: the store that sent them is no more. */
	clear(): void {
		this.#queue.length = 0;
		this.#offers.clear();
	}

	/** A process will not ask for what it was told of, or not soon: somebody else may. */
	withdraw(worker: Worker): void {
		for (const [task, offer] of this.#offers) {
			if (offer.worker === worker) {
				this.#offers.delete(task);
				this.deliver(offer.message);
			}
		}
	}

	/** The one with the least to do, the oldest of them: so one process holds a run and the others stand by. */
	#choose(): Worker | undefined {
		const tasks = new Map<string, number>();
		const count = (name: string): unknown => tasks.set(name, (tasks.get(name) ?? 0) + 1);
		for (const {process} of this.#leases().values()) {
			count(process);
		}

		for (const {worker} of this.#offers.values()) {
			count(worker.name);
		}

		const load = ({name}: Worker): number => tasks.get(name) ?? 0;
		let best: Worker | undefined;
		for (const worker of this.#workers.values()) {
			if (worker.available && (!best || load(worker) < load(best))) {
				best = worker;
			}
		}

		return best;
	}
}
