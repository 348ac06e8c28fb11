/**
 * The one vocabulary of this program. Everything that happens to a run becomes an event in one append-only log;
 * the screen, the plain output, journals, verdicts and time travel are folds over a prefix of that log.
 *
 * Every event is JSON-safe. A journal file and `--json` hold exactly these objects, one a line.
 */

/** Version of the event format, stored in each event as `v`. */
export const eventVersion = 1;

/** A value that survives `JSON.parse(JSON.stringify(value))`. */
export type Json = null | boolean | number | string | readonly Json[] | {readonly [key: string]: Json | undefined};

/** How a durable promise was settled. `timedout` is also what the SDK calls a promise past its own deadline. */
export type SettledState = 'resolved' | 'rejected' | 'canceled' | 'timedout';

/** What can be done to a run on purpose. `throw` happens inside a step; the others happen to a process. */
export type Fault = 'throw' | 'kill' | 'freeze' | 'cut';

/**
 * Where in a step's life an armed fault strikes:
 * - `before`: its function is about to be called (no side effect yet)
 * - `after-effect`: its function has returned, nothing is recorded yet (the effect will happen again)
 * - `after-record`: its record is in the store (the effect will not happen again)
 * - `running`: at once, wherever the running attempt is (what a key press does)
 */
export type Placement = 'before' | 'after-effect' | 'after-record' | 'running';

/** What a step is: a function called by `ctx.run`, a durable sleep, an external promise, or a remote call. */
export type StepKind = 'run' | 'sleep' | 'promise' | 'rpc' | 'detached';

/**
 * What a workflow tells about itself so that it can be shown well. Pure data, made once when the run starts, and stored
 * in the log, so that a journal can be shown without the workflow at hand.
 */
export type Description = {
	/** A short name for headings: `mutex`. */
	readonly title: string;
	/** Labels of the steps that are expected, in order; a lane is drawn for each before it exists. */
	readonly lanes?: readonly string[];
	/** Steps of these functions hold a shared resource: at most one may execute at a time. */
	readonly exclusive?: {readonly resource: string; readonly functions: readonly string[]};
	/** The states the run goes through; a state is entered when the step labelled `after` is recorded, the first at the start. */
	readonly states?: ReadonlyArray<{readonly name: string; readonly after?: string}>;
	/** What the steps of the functions are called in sentences: `each worker recorded once`; how many there will be, if known. */
	readonly units?: {readonly noun: string; readonly functions: readonly string[]; readonly count?: number};
	/** Labels of the durable sleeps among the lanes, so that their guarantees have a place before they begin. */
	readonly sleeps?: readonly string[];
	/** Labels of steps whose single record deserves a guarantee of its own, such as a cleanup. */
	readonly once?: readonly string[];
};

/** What an event says, without its place in the log. `step` and `task` are promise ids; `process` is a name such as `p1`. */
export type EventBody =
	/** A run began: the first caller created its root promise. `workflow` names the scenario, `func` the registered function. */
	| {
			readonly type: 'run.started';
			readonly workflow: string;
			readonly func: string;
			readonly args: Json;
			readonly description: Description;
	  }
	| {readonly type: 'run.settled'; readonly state: SettledState; readonly value?: Json}
	/** A caller asked for this run's id (`caller-1` is the one that started it) · it got its answer. */
	| {readonly type: 'caller.joined'; readonly caller: string}
	| {readonly type: 'caller.answered'; readonly caller: string; readonly state: SettledState; readonly value?: Json}
	| {readonly type: 'process.spawned'; readonly process: string; readonly pid: number}
	| {readonly type: 'process.ready'; readonly process: string; readonly pid: number}
	| {readonly type: 'process.frozen'; readonly process: string; readonly pid: number}
	| {readonly type: 'process.thawed'; readonly process: string; readonly pid: number}
	/** The link between a process and the store was cut · healed. */
	| {readonly type: 'process.cut'; readonly process: string; readonly pid: number}
	| {readonly type: 'process.healed'; readonly process: string; readonly pid: number}
	| {
			readonly type: 'process.exited';
			readonly process: string;
			readonly pid: number;
			readonly code: number | null;
			readonly signal: string | null;
	  }
	/** A process got the lease (`ttl` ms) of a task; `version` is the fence. */
	| {
			readonly type: 'task.acquired';
			readonly process: string;
			readonly task: string;
			readonly version: number;
			readonly ttl: number;
	  }
	/** The workflow waits for something in the store and no process holds it. */
	| {readonly type: 'task.suspended'; readonly process: string; readonly task: string; readonly version: number}
	/** The lease was given back: by its holder, which could not go on, or because the holder is gone; `reason` says why. */
	| {
			readonly type: 'task.released';
			readonly process: string;
			readonly task: string;
			readonly version: number;
			readonly reason: string;
			readonly byHolder?: boolean;
	  }
	| {readonly type: 'task.fulfilled'; readonly process: string; readonly task: string; readonly version: number}
	| {readonly type: 'lease.expired'; readonly process: string; readonly task: string; readonly version: number}
	/** A child promise was created in the store. `label` is what its lane is called. */
	| {
			readonly type: 'step.created';
			readonly step: string;
			readonly parent: string;
			readonly kind: StepKind;
			readonly name: string;
			readonly label: string;
			readonly args?: Json;
			/** The retry policy with its first delays, for the inspector: `exponential: 2 s, 4 s, 8 s …, at most 30 s`. */
			readonly retry?: string;
			/** Set when the function is a workflow itself: it has steps of its own, and no attempts. */
			readonly workflow?: boolean;
			/** Where in the workflow's source the call stands. */
			readonly file?: string;
			readonly line?: number;
	  }
	/** An attempt: the step's function is called. `attempt` counts from 1 within that process, as the SDK does. */
	| {readonly type: 'step.started'; readonly step: string; readonly attempt: number; readonly process: string}
	/** The function returned; nothing is recorded yet. */
	| {readonly type: 'step.succeeded'; readonly step: string; readonly attempt: number; readonly process: string}
	/** The function threw. `retryIn` is the SDK's delay to the next attempt in ms, null when there is none. */
	| {
			readonly type: 'step.failed';
			readonly step: string;
			readonly attempt: number;
			readonly process: string;
			readonly error: string;
			readonly retryIn: number | null;
	  }
	/** The attempt ended without an outcome: its process died (`SIGKILL`) or its run was canceled. */
	| {
			readonly type: 'step.interrupted';
			readonly step: string;
			readonly attempt: number;
			readonly process: string;
			readonly cause: string;
	  }
	/** The step's promise was settled in the store: the checkpoint exists. `process` is absent when the store did it itself. */
	| {
			readonly type: 'step.recorded';
			readonly step: string;
			readonly state: SettledState;
			readonly value?: Json;
			readonly process?: string;
			readonly version?: number;
	  }
	/** The step's value was served from its record; its function was not called. */
	| {readonly type: 'step.replayed'; readonly step: string; readonly process: string}
	/** The store refused a write: `status` 409 is the fence. `write` names what was refused. */
	| {
			readonly type: 'write.rejected';
			readonly step: string;
			readonly process: string;
			readonly status: number;
			readonly write: string;
			readonly version: number;
	  }
	/** A durable sleep: `deadline` in ms since the epoch. */
	| {readonly type: 'sleep.started'; readonly step: string; readonly deadline: number}
	| {readonly type: 'sleep.shortened'; readonly step: string; readonly deadline: number}
	| {readonly type: 'sleep.ended'; readonly step: string; readonly deadline: number}
	/** Where the workflow's generator stands: its file (a path or URL as the runtime names it) and line, from 1. */
	| {
			readonly type: 'position';
			readonly process: string;
			readonly file: string;
			readonly line: number;
			readonly step?: string;
	  }
	/** A fault waits for a step (its label or id) · was called off · struck. `fault` ids are unique in a log. */
	| {
			readonly type: 'fault.armed';
			readonly id: string;
			readonly fault: Fault;
			readonly target: string;
			readonly placement: Placement;
	  }
	| {readonly type: 'fault.disarmed'; readonly id: string}
	| {
			readonly type: 'fault.injected';
			readonly id: string | null;
			readonly fault: Fault;
			readonly target: string;
			readonly placement: Placement;
	  }
	/** All waits inside steps take `pace` times as long from now on. */
	| {readonly type: 'pace.changed'; readonly pace: number}
	/** A line that a process printed. */
	| {readonly type: 'output'; readonly process: string; readonly stream: 'stdout' | 'stderr'; readonly text: string};

/** The place of an event in the log: `seq` counts from 1 without gaps, `at` is in ms since the epoch, `run` the root id. */
export type Envelope = {
	readonly v: typeof eventVersion;
	readonly seq: number;
	readonly at: number;
	readonly run: string | null;
};

/** One entry of the log. */
export type Event = Envelope & EventBody;

/** The names of all event types. */
export type EventType = EventBody['type'];

/** The event of one type. */
export type EventOf<T extends EventType> = Extract<Event, {type: T}>;
