import type {Json} from '../events.js';
import type {Scenario} from '../scenarios/show.js';

/** How to run things. */
export type EngineOptions = {
	/** What to start, in this order. */
	readonly scenarios: readonly Scenario[];
	/** Instead: a program of the user's that starts its own runs. */
	readonly program?: Program;
	/** Processes to keep alive; a program is always one. */
	readonly processes: number;
	/** Lease of a task, ms. */
	readonly lease: number;
	/** Stretch of the waits inside steps. */
	readonly pace: number;
	/** Values for the promises that workflows wait for: each is settled with the next one as soon as it is there. */
	readonly resolve?: readonly Json[];
	/** Labels of steps whose first attempt throws. */
	readonly crash?: readonly string[];
};

/** A program that uses the SDK on its own. */
export type Program = {
	/** Path of its file. */
	readonly file: string;
	readonly args: readonly string[];
	/** Whether its tasks get the engine's lease instead of their own. */
	readonly hasLease: boolean;
};
