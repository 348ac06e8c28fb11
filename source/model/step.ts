import type {EventOf, Json, SettledState} from '../events.js';

/** What happens to a step. */
export type StepEvent = EventOf<
	| 'step.created'
	| 'step.started'
	| 'step.succeeded'
	| 'step.failed'
	| 'step.interrupted'
	| 'step.recorded'
	| 'step.replayed'
	| 'write.rejected'
	| 'sleep.started'
	| 'sleep.shortened'
	| 'sleep.ended'
>;

/** How an attempt stands. `failed` threw, `interrupted` was killed or canceled. */
export type AttemptState = 'running' | 'succeeded' | 'failed' | 'interrupted';

/** One execution of a step's function. */
export type Attempt = {
	/** Ordinal over all processes, from 1. The SDK's own count, which a killed process takes with it, is `local`. */
	readonly number: number;
	readonly local: number;
	readonly process: string;
	readonly startedAt: number;
	readonly endedAt: number | null;
	readonly state: AttemptState;
	readonly error?: string;
	readonly cause?: string;
	/** When the SDK tries again, after a failure. */
	readonly retryAt?: number;
	/** When its process died with the outcome in hand: before the retry of a failure, or before the record of a success. */
	readonly lostAt?: number;
	/** Set when a fault struck before its function was called: no side effect can have happened. */
	readonly uncalled?: boolean;
	/** Numbers of the events that started and ended it: evidence. */
	readonly startSeq: number;
	readonly endSeq?: number;
};

/** The settled promise of a step. `version` is that of the task that wrote it. */
export type StepRecord = {
	readonly at: number;
	readonly seq: number;
	readonly state: SettledState;
	readonly value?: Json;
	readonly process?: string;
	readonly version?: number;
};

/** A durable sleep. `deadline` is the one in force, `first` the one set at the beginning. */
export type Sleep = {
	readonly startedAt: number;
	readonly first: number;
	readonly deadline: number;
	readonly endedAt: number | null;
	/** What happened to it meanwhile: process deaths of its run, and shortenings. */
	readonly survived: number;
	readonly shortened: number;
};

/** A write that the store refused; `status` 409 is the fence. */
export type Rejection = {
	readonly at: number;
	readonly seq: number;
	readonly process: string;
	readonly status: number;
	readonly write: string;
	readonly version: number;
};

/** What was said of a step when it was created. */
type Call = Pick<
	EventOf<'step.created'>,
	'parent' | 'kind' | 'name' | 'label' | 'args' | 'retry' | 'workflow' | 'file' | 'line'
>;

export type Step = Call & {
	/** Promise id. */
	readonly id: string;
	readonly createdAt: number;
	readonly createdSeq: number;
	readonly attempts: readonly Attempt[];
	readonly record: StepRecord | null;
	/** How many records were written for it: more than one would break the guarantee. */
	readonly records: number;
	readonly replays: ReadonlyArray<{readonly at: number; readonly seq: number; readonly process: string}>;
	/** Writes for it that the store refused. */
	readonly rejected: readonly Rejection[];
	readonly sleep: Sleep | null;
};
