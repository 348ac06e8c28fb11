import type {Description, Fault, Json, Placement, SettledState} from '../events.js';
import type {Rejection, Step} from './step.js';
import type {StepIndex} from './step-index.js';

export type * from './step.js';

/**
 * The state of everything that the log tells, as plain immutable data: `fold(events)` makes it, nothing else changes it.
 * Times are in ms since the epoch, as the events have them.
 */
export type Model = {
	/** The last event's number and the latest time seen; 0 before the first event. */
	readonly seq: number;
	readonly at: number;
	/** When the first event happened. */
	readonly startedAt: number;
	readonly processes: readonly Process[];
	/** All runs in the order in which they started, keyed by root promise id. */
	readonly runs: ReadonlyMap<string, Run>;
	/** The stretch of the waits inside steps. */
	readonly pace: number;
};

export type ArmedFault = {
	readonly id: string;
	readonly fault: Fault;
	/** A label or a promise id. */
	readonly target: string;
	readonly placement: Placement;
	readonly seq: number;
};

/** A process's hold of the run's task: its lease. `until` null while it holds; `end` says how it ended. */
export type Hold = {
	readonly process: string;
	readonly task: string;
	readonly version: number;
	readonly from: number;
	readonly seq: number;
	readonly until: number | null;
	readonly end?: 'suspended' | 'released' | 'fulfilled' | 'expired';
	readonly endSeq?: number;
};

export type Caller = {
	readonly name: string;
	readonly at: number;
	readonly seq: number;
	readonly answer: {
		readonly at: number;
		readonly seq: number;
		readonly state: SettledState;
		readonly value?: Json;
	} | null;
};

/** Something done to the run or to a process that held it. */
export type Injury = {
	readonly at: number;
	readonly seq: number;
	readonly fault: Fault;
	readonly target: string;
	readonly placement: Placement;
};

/** The death of a process that held a run (or held it last) or executed one of its steps. */
export type Loss = {
	readonly at: number;
	readonly seq: number;
	readonly process: string;
	readonly signal: string | null;
};

/** An attempt of an exclusive function that executes now. */
export type Holder = {readonly step: string; readonly process: string; readonly number: number};

/**
 * When more than one holder executed: from the first such moment to the end of the last one; `until` and `untilSeq` are null
 * while one lasts.
 */
export type Overlap = {
	readonly from: number;
	readonly seq: number;
	readonly until: number | null;
	readonly untilSeq: number | null;
	/** When the last one began, and how long those before it took together, in ms. */
	readonly since: number;
	readonly before: number;
	readonly steps: readonly string[];
	readonly processes: readonly string[];
};

/** How the process that got the run's root task last went on: what was served to it, and what it executed first. */
export type Resume = {
	readonly process: string;
	readonly at: number;
	readonly seq: number;
	/** `start`: nobody held the run before; `wake`: it was suspended; `takeover`: its holder died or lost the lease. */
	readonly kind: 'start' | 'wake' | 'takeover';
	/** Who held it before. */
	readonly from: string | null;
	/** How many steps were served from the log until `firstStart`. */
	readonly served: number;
	/** Number of the event with which its first attempt began. */
	readonly firstStart: number | null;
};

export type Run = {
	/** Root promise id. */
	readonly id: string;
	/** The scenario's name, the function's name. */
	readonly workflow: string;
	readonly func: string;
	readonly args: Json;
	readonly description: Description;
	readonly startedAt: number;
	readonly startedSeq: number;
	readonly settledAt: number | null;
	readonly settledSeq: number | null;
	readonly state: 'running' | SettledState;
	readonly value?: Json;
	/** In order of creation. */
	readonly steps: readonly Step[];
	/** Where in `steps` a promise id is: ask `stepPosition`. */
	readonly index: StepIndex;
	readonly callers: readonly Caller[];
	readonly holds: readonly Hold[];
	readonly armed: readonly ArmedFault[];
	readonly injuries: readonly Injury[];
	/** Deaths of processes that held this run or executed one of its steps. */
	readonly deaths: number;
	/** Each of them, in order. */
	readonly losses: readonly Loss[];
	/** When each state of `description.states` was entered; same order, null when not yet. */
	readonly states: ReadonlyArray<{readonly name: string; readonly at: number | null; readonly seq: number | null}>;
	/** The most attempts of the exclusive functions that ever executed at the same time, with the first overlap seen. */
	readonly mostHolders: number;
	readonly overlap: Overlap | null;
	/** Attempts of the exclusive functions that execute now. */
	readonly holders: readonly Holder[];
	/** Steps that were executed although their record existed when the attempt began. */
	readonly reRun: ReadonlyArray<{readonly step: string; readonly seq: number}>;
	/** Writes for the run itself that the store refused, such as its outcome. */
	readonly rejected: readonly Rejection[];
	readonly resume: Resume | null;
	/** Where its generator stands, or stood last. */
	readonly position: {
		readonly process: string;
		readonly file: string;
		readonly line: number;
		readonly step?: string;
		readonly at: number;
		readonly seq: number;
	} | null;
};

/** How a process is. */
export type ProcessState = 'starting' | 'ready' | 'frozen' | 'cut' | 'exited';

export type Process = {
	/** `p1`, `p2`, … never reused. */
	readonly name: string;
	readonly pid: number;
	readonly state: ProcessState;
	readonly spawnedAt: number;
	readonly readyAt: number | null;
	readonly exitedAt: number | null;
	readonly code: number | null;
	readonly signal: string | null;
	/** Stretches during which it was stopped or cut off; `until` null while it lasts. */
	readonly frozen: ReadonlyArray<{readonly from: number; readonly until: number | null}>;
	readonly cut: ReadonlyArray<{readonly from: number; readonly until: number | null}>;
	/** Runs whose tasks it holds now. */
	readonly holding: readonly string[];
	/** Where the generator it runs stands. */
	readonly position: {readonly file: string; readonly line: number; readonly run: string | null} | null;
};

/** The model before the first event. */
export const emptyModel: Model = {seq: 0, at: 0, startedAt: 0, processes: [], runs: new Map(), pace: 1};
