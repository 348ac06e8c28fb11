import type {Fault} from '../events.js';
import type {StepInfo} from './step.js';

/** A fault that waits in a process for a step. `target` is the step's label or promise id. */
export type Arm = {
	readonly id: string;
	readonly run: string;
	readonly fault: Fault;
	readonly target: string;
	readonly placement: 'before' | 'after-effect' | 'after-record';
};

/** The error of a step that was made to throw. */
export class InjectedError extends Error {
	override readonly name = 'InjectedError';
}

/** The arms a process knows of. It strikes throws itself; for all else it says where it is and waits to be struck. */
export class Arms {
	readonly #arms = new Map<string, Arm>();
	readonly #struck: (arm: Arm, step: StepInfo) => Promise<void>;

	/**
	 * @param struck Tells the engine that an armed place is reached; resolves when the attempt may go on (never, when the
	 * engine kills the process).
	 */
	constructor(struck: (arm: Arm, step: StepInfo) => Promise<void>) {
		this.#struck = struck;
	}

	add(arm: Arm): void {
		this.#arms.set(arm.id, arm);
	}

	remove(id: string): void {
		this.#arms.delete(id);
	}

	/**
	 * Called at each placement of each attempt. Undefined, at no cost, when nothing is armed there.
	 *
	 * @throws InjectedError, in the promise, when a throw is armed here.
	 */
	reach(step: StepInfo, placement: Arm['placement']): Promise<void> | undefined {
		for (const arm of this.#arms.values()) {
			if (
				arm.run === step.run &&
				arm.placement === placement &&
				(arm.target === step.id || arm.target === step.label)
			) {
				this.#arms.delete(arm.id);
				return this.#strike(arm, step);
			}
		}

		return undefined;
	}

	async #strike(arm: Arm, step: StepInfo): Promise<void> {
		await this.#struck(arm, step);
		if (arm.fault === 'throw') {
			throw new InjectedError(`${step.label} crashed on purpose`);
		}
	}
}
