import type {Fault, Json, Placement} from './events.js';

/**
 * What the keyboard, a script, a test or the checker asks for. Commands are data; the engine alone carries them out, and
 * what really happened comes back as events.
 */
export type Command =
	/** The running attempt of `step` (a promise id) throws; the SDK decides about the retry. */
	| {readonly type: 'throw'; readonly run: string; readonly step: string}
	/** SIGKILL. */
	| {readonly type: 'kill'; readonly process: string}
	/** SIGSTOP · SIGCONT. */
	| {readonly type: 'freeze'; readonly process: string}
	| {readonly type: 'thaw'; readonly process: string}
	/** Cut · heal the link between a process and the store; what is sent meanwhile arrives late. */
	| {readonly type: 'cut'; readonly process: string}
	| {readonly type: 'heal'; readonly process: string}
	/** A fault waits for the next attempt (or record) of the step with this label or promise id, and strikes once. */
	| {
			readonly type: 'arm';
			readonly run: string;
			readonly fault: Fault;
			readonly target: string;
			readonly placement: Exclude<Placement, 'running'>;
	  }
	| {readonly type: 'disarm'; readonly run: string; readonly id: string}
	/** End the run's pending durable sleep early: halve what is left of it, or now. */
	| {readonly type: 'shorten'; readonly run: string; readonly how: 'halve' | 'now'}
	/** Settle a pending promise that the workflow waits for, as somebody outside would: `step` is its id. */
	| {readonly type: 'resolve'; readonly run: string; readonly step: string; readonly value?: Json}
	/** A second caller starts the same id. */
	| {readonly type: 'join'; readonly run: string}
	/** Cancel this run if it still goes on, and start the same workflow under a fresh id. */
	| {readonly type: 'restart'; readonly run: string}
	/** All waits inside steps take `pace` times as long from now on; above 0. */
	| {readonly type: 'pace'; readonly pace: number};

/** What became of a command: an answer in a short sentence, fit for the status line. `done` is false when it made no sense. */
export type CommandResult = {readonly done: boolean; readonly message: string};
