import type {Message} from '@resonatehq/sdk';
import type {Report} from '../instrument/step.js';

/** What a store needs from its surroundings. */
export type StoreOptions = {
	readonly report: Report;
	/** ms since the epoch; must be the clock that `LocalNetwork` reads: `Date.now`. */
	readonly now: () => number;
	/** A message for any process of the worker group. */
	readonly deliver: (message: Message) => void;
	/** A message for one who listens to a promise: a process or a caller. */
	readonly answer: (listener: string, message: Message) => void;
};
