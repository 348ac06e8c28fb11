import type {Event, EventOf, EventType} from '../../source/events.js';

/** The events of a `--json` run, each line parsed. */
export function eventsOf(stdout: string): Event[] {
	return stdout
		.split('\n')
		.filter(line => line !== '')
		.map(line => JSON.parse(line) as Event);
}

/** Those of one type. */
export function ofType<T extends EventType>(events: readonly Event[], type: T): Array<EventOf<T>> {
	return events.filter((event): event is EventOf<T> => event.type === type);
}

/** How often each step's function was called, by its lane's name. */
export function attemptsOf(events: readonly Event[]): Record<string, number> {
	const labels = new Map(ofType(events, 'step.created').map(({step, label}) => [step, label]));
	const attempts: Record<string, number> = {};
	for (const {step} of ofType(events, 'step.started')) {
		const label = labels.get(step) ?? step;
		attempts[label] = (attempts[label] ?? 0) + 1;
	}

	return attempts;
}
