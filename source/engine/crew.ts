import type {ToProcess} from './protocol.js';
import type {Worker} from './worker.js';

/** The processes of a group that live, by name. */
export class Crew {
	readonly #workers = new Map<string, Worker>();
	#emptied: () => void = () => {};

	get workers(): ReadonlyMap<string, Worker> {
		return this.#workers;
	}

	add(worker: Worker): void {
		this.#workers.set(worker.name, worker);
	}

	/** Forgets one that is gone. */
	remove({name}: Worker): void {
		this.#workers.delete(name);
	}

	/** Tells those who wait for it if nobody is left. */
	checkEmpty(): void {
		if (this.#workers.size === 0) {
			this.#emptied();
		}
	}

	/** Resolves when nobody is left. */
	gone(): Promise<void> {
		return new Promise(resolve => {
			const before = this.#emptied;
			this.#emptied = () => {
				before();
				resolve();
			};
			this.checkEmpty();
		});
	}

	/** Sends to all. */
	broadcast(message: ToProcess): void {
		for (const worker of this.#workers.values()) {
			worker.send(message);
		}
	}

	/** Sends SIGKILL to all, at once and without waiting. */
	killAll(): void {
		for (const worker of this.#workers.values()) {
			worker.signal('SIGKILL');
		}
	}

	/** Asks all to leave. */
	dismissAll(): void {
		for (const worker of this.#workers.values()) {
			worker.dismiss();
		}
	}
}
