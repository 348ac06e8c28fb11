import type {EventLog} from './log.js';

/** An attempt that has begun and not ended. */
export type OpenAttempt = {
	readonly run: string;
	readonly step: string;
	readonly attempt: number;
	readonly process: string;
};

/** The attempts that execute now, as the log tells. */
export class OpenAttempts {
	readonly #open = new Map<string, OpenAttempt>();

	constructor(log: EventLog) {
		log.subscribe(event => {
			if (event.type === 'step.started') {
				const {step, attempt, process} = event;
				this.#open.set(`${process} ${step}`, {run: event.run ?? '', step, attempt, process});
			} else if (event.type === 'step.succeeded' || event.type === 'step.failed' || event.type === 'step.interrupted') {
				this.#open.delete(`${event.process} ${event.step}`);
			}
		});
	}

	/** Whether a process executes a step. */
	has(process: string, step: string): boolean {
		return this.#open.has(`${process} ${step}`);
	}

	/** What a process executes. */
	of(process: string): readonly OpenAttempt[] {
		return [...this.#open.values()].filter(open => open.process === process);
	}
}
