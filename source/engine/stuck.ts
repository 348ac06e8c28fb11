import type {EventLog} from './log.js';
import type {Store} from './store.js';

/** How often in a row a run may be given back before it is given up. */
const patience = 3;

/**
 * Watches for runs that cannot go on: the SDK gives a task back when it cannot encode a value or finds no function, the store
 * offers it again at once, and so on for ever. After three times without a new record the run is rejected, with the reason.
 */
export function giveUpStuckRuns(log: EventLog, store: Store): void {
	const givenBack = new Map<string, number>();
	log.subscribe(event => {
		const {run} = event;
		if (run === null) {
			return;
		}

		if (event.type === 'step.recorded' || event.type === 'run.settled' || event.type === 'task.suspended') {
			givenBack.delete(run);
		} else if (event.type === 'task.released' && event.byHolder) {
			const count = (givenBack.get(run) ?? 0) + 1;
			givenBack.set(run, count);
			if (count === patience) {
				const message = `given up after ${patience} tries: ${event.reason}`;
				void store.settle(event.task, 'rejected', {__type: 'error', name: 'Error', message});
			}
		}
	});
}
