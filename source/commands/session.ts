import type {Event} from '../events.js';
import {stepById} from '../model/select.js';
import type {AppProps} from '../ui/source.js';

/** What is shown, told and recorded: runs that go on, or a journal. */
export type Session = Pick<
	AppProps,
	'source' | 'dispatch' | 'now' | 'workflows' | 'program' | 'store' | 'live' | 'player' | 'notice' | 'readSource'
> & {
	/** Calls the listener with each event when it is seen, with the model after it in place. */
	readonly onEvent: (listener: (event: Event) => void) => () => void;
	/** @throws When the processes cannot be started. */
	readonly start: () => Promise<void>;
	/** Resolves when all there is to do is done; true when it went well. */
	readonly done: Promise<boolean>;
	/** Rejects when it cannot go on; never resolves. */
	readonly failed: Promise<never>;
	/** Resolves when no process is left. */
	readonly stop: () => Promise<void>;
	/** Only of a journal: goes through it as fast as each frame can be drawn, instead of `start`. */
	readonly hurry?: (frame: () => Promise<void>) => Promise<void>;
};

/** Tells what the lane of an event's step is called. */
export function labelOf({source}: Session): (event: Event) => string | undefined {
	return event => {
		const run = event.run === null ? undefined : source.model().runs.get(event.run);
		return run && 'step' in event && event.step !== undefined ? stepById(run, event.step)?.label : undefined;
	};
}
