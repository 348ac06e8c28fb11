import type {Event} from '../events.js';

/** Runs that were started and not settled. */
export function openRuns(events: readonly Event[]): ReadonlySet<string> {
	const open = new Set<string>();
	for (const {type, run} of events) {
		if (type === 'run.started' && run !== null) {
			open.add(run);
		} else if (type === 'run.settled' && run !== null) {
			open.delete(run);
		}
	}

	return open;
}
