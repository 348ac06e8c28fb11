import type {EventLog} from './log.js';

/** Which runs each process holds, by what the log says of their tasks. */
export class HeldRuns {
	readonly #tasks = new Map<string, {readonly run: string; readonly process: string}>();

	constructor(log: EventLog) {
		log.subscribe(event => {
			switch (event.type) {
				case 'task.acquired': {
					this.#tasks.set(event.task, {run: event.run ?? event.task, process: event.process});
					break;
				}

				case 'task.suspended':
				case 'task.released':
				case 'task.fulfilled':
				case 'lease.expired': {
					if (this.#tasks.get(event.task)?.process === event.process) {
						this.#tasks.delete(event.task);
					}

					break;
				}

				case 'run.settled': {
					for (const [task, {run}] of this.#tasks) {
						if (run === event.run) {
							this.#tasks.delete(task);
						}
					}

					break;
				}

				default:
			}
		});
	}

	/** The runs that this process holds, each once. */
	of(process: string): string[] {
		const held = [...this.#tasks.values()].filter(task => task.process === process);
		return [...new Set(held.map(({run}) => run))];
	}
}
