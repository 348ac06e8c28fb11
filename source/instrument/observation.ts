import type {Request, Response} from '@resonatehq/sdk';
import type {CallInfo, WorkflowHooks} from './call.js';
import {CallBook} from './call-book.js';
import {HeldTasks} from './held-tasks.js';
import {ParkedError, type Report, type StepHooks} from './step.js';

/** What somebody adds to watching: faults, cancellation, names. */
export type Additions = Partial<Pick<WorkflowHooks, 'reach' | 'isCanceled' | 'label'>>;

/** What one process knows of its workflows, from what they call and what the store replies. It changes nothing. */
export class Observation {
	/** For those who instrument functions. */
	readonly hooks: WorkflowHooks;
	readonly #running: StepHooks['running'] = new Map();
	readonly #book: CallBook;
	readonly #tasks = new HeldTasks();

	/**
	 * @param process The process's name in events.
	 * @param report Takes the events.
	 */
	constructor(process: string, report: Report, additions: Additions = {}) {
		this.#book = new CallBook(process, report);
		this.hooks = {
			process,
			report,
			running: this.#running,
			callsBefore: new Map(),
			standIns: new WeakMap(),
			reach: () => undefined,
			isCanceled: () => false,
			label: () => undefined,
			labelById: id => this.#book.labelById(id),
			announce: (id, info) => this.#book.announce(id, info),
			...additions,
		};
	}

	/** What was announced for the promise that this request creates. */
	takeInfo(request: Request): CallInfo | undefined {
		return this.#book.takeInfo(request);
	}

	/** Takes note of what a store replied. */
	learn(request: Request, response: Response): void {
		this.#book.learn(request, response);
		this.#tasks.learn(request, response, task => {
			this.end(step => this.#tasks.of(step) === task, new ParkedError('suspended'));
		});
	}

	/** Ends the attempts that execute now and fit. */
	end(fits: (step: string) => boolean, error: Error): void {
		for (const [step, scope] of this.#running) {
			if (fits(step)) {
				scope.end(error);
			}
		}
	}
}
