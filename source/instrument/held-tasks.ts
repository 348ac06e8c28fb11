import type {Request, Response} from '@resonatehq/sdk';

/**
 * The tasks that one process holds. A call to another workflow is a task of its own, often in the same process: what happens
 * to the task of the caller must not touch the steps of the called.
 */
export class HeldTasks {
	readonly #ids = new Set<string>();

	/** Takes note of what a store replied; `suspended` is called before a task that waits for the store is forgotten. */
	learn(request: Request, response: Response, suspended: (task: string) => void): void {
		if (response.head.status !== 200) {
			return;
		}

		switch (request.kind) {
			case 'task.acquire': {
				this.#ids.add(request.data.id);
				break;
			}

			case 'task.create': {
				this.#ids.add(request.data.action.data.id);
				break;
			}

			case 'task.suspend': {
				suspended(request.data.id);
				this.#ids.delete(request.data.id);
				break;
			}

			case 'task.release':
			case 'task.fulfill': {
				this.#ids.delete(request.data.id);
				break;
			}

			default:
		}
	}

	/** The task that a step is part of: the closest of those above it, or its own. */
	of(step: string): string | undefined {
		let closest: string | undefined;
		for (const id of this.#ids) {
			const isPart = step === id || step.startsWith(`${id}:`) || step.startsWith(`${id}.`);
			if (isPart && id.length > (closest?.length ?? -1)) {
				closest = id;
			}
		}

		return closest;
	}
}
