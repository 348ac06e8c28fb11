import {failureModes} from '../failure-modes.js';
import type {Example} from './example.js';
import {beyond} from './plots-beyond.js';
import {mutexPlots} from './plots-mutex.js';
import {sessionPlots} from './plots-session.js';

/** One example for each of the documents' failure modes, in their order, then those that go beyond them. */
export const examples: readonly Example[] = [
	...[...mutexPlots, ...sessionPlots].flatMap((plot, index): Example[] => {
		const mode = failureModes[index];
		return mode ? [{...plot, workflow: mode.workflow, title: mode.mode}] : [];
	}),
	...beyond,
];

/** How many of them show a failure mode of the documents. */
export const documented = examples.length - beyond.length;
