import type {Arm} from '../instrument/faults.js';
import type {ToProcess} from './protocol.js';

/** The faults that wait, here and in every process: whoever executes the step strikes. */
export class Armory {
	readonly #arms = new Map<string, Arm>();
	readonly #broadcast: (message: ToProcess) => void;

	/** @param broadcast Sends to all processes of the group. */
	constructor(broadcast: (message: ToProcess) => void) {
		this.#broadcast = broadcast;
	}

	add(arm: Arm): void {
		this.#arms.set(arm.id, arm);
		this.#broadcast({type: 'arm', arm});
	}

	/** Takes a fault back; the arm as it was, undefined when it does not wait (any more). */
	remove(id: string): Arm | undefined {
		const arm = this.#arms.get(id);
		this.#arms.delete(id);
		this.#broadcast({type: 'disarm', id});
		return arm;
	}

	/** Takes back what waits for a run. */
	removeOf(run: string): void {
		for (const arm of this.#arms.values()) {
			if (arm.run === run) {
				this.remove(arm.id);
			}
		}
	}

	/** How many wait. */
	get size(): number {
		return this.#arms.size;
	}

	/** All that waits. */
	[Symbol.iterator](): Iterator<Arm> {
		return this.#arms.values();
	}
}
