import type {Description, Json} from '../events.js';

/**
 * How a workflow wants to be shown. A module that is run by this tool may export one as `show`; everything in it is optional
 * for the workflow to run, and the two built-in scenarios use nothing else.
 */
export type Show = {
	/**
	 * The lane's name of a step.
	 *
	 * @param name The name of the step's function.
	 * @param args The arguments it is called with.
	 * @returns Undefined for the default, the function's name.
	 */
	readonly label?: (name: string, args: readonly unknown[]) => string | undefined;
	/**
	 * Lanes, states and guarantees of a run, from the arguments it is started with.
	 */
	readonly describe?: (args: readonly Json[]) => Description;
};

/** A workflow with all that is needed to start it. */
export type Scenario = {
	/** Its name on the command line and in events: `mutex`. */
	readonly name: string;
	/** URL of the module that a process loads: it exports the workflow and, perhaps, a `show`. */
	readonly module: string;
	/** The engine of the SDK that runs it; `generator` by default. */
	readonly kind?: 'generator' | 'async';
	/** Name of the exported function to start. */
	readonly func: string;
	/** A root promise id; `now` in ms since the epoch, `before` counts the runs that began before it. Must not contain `:`, which the SDK reserves. */
	readonly id: (now: number, before: number) => string;
	/** The arguments of a run with this id. */
	readonly args: (id: string) => readonly Json[];
	readonly describe: (args: readonly Json[]) => Description;
};
