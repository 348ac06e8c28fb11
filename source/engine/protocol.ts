import type {Message, Request, Response} from '@resonatehq/sdk';
import type {EventBody} from '../events.js';
import type {CallInfo} from '../instrument/call.js';
import type {Arm} from '../instrument/faults.js';
import type {EngineKind} from '../instrument/register.js';

/** What a process is started with, as JSON in its only argument. */
export type ProcessOptions = {
	readonly name: string;
	/** URLs of the modules whose exported functions it registers. */
	readonly modules: readonly string[];
	/** How long it may keep a task without a heartbeat, ms. */
	readonly lease: number;
	/** Which engine of the SDK runs them; `generator` by default. */
	readonly kind?: EngineKind;
	/** Set when the modules are the user's, which may be written as for a bundler. */
	readonly foreign?: boolean;
};

/** What a program of the user's is started with, as JSON in its environment. */
export type AttachOptions = {
	readonly name: string;
	/** Lease of its tasks where the user set one, ms. */
	readonly lease?: number;
};

/** From a process to the engine. */
export type FromProcess =
	| {readonly type: 'ready'}
	/** It cannot work: a module that does not load, say. */
	| {readonly type: 'failed'; readonly reason: string}
	/** A request to the store; `info` goes with the creation of a step's promise. */
	| {readonly type: 'request'; readonly id: number; readonly request: Request; readonly info?: CallInfo}
	/** `at` in ms since the epoch, by the clock of the process. */
	| {readonly type: 'event'; readonly at: number; readonly run: string; readonly body: EventBody}
	/** An armed place is reached; the attempt waits for `proceed`. */
	| {readonly type: 'struck'; readonly arm: string; readonly step: string}
	/** Several at once, in order. */
	| {readonly type: 'batch'; readonly messages: readonly FromProcess[]};

/** From the engine to a process. */
export type ToProcess =
	| {readonly type: 'reply'; readonly id: number; readonly response: Response}
	| {readonly type: 'message'; readonly message: Message}
	| {readonly type: 'pace'; readonly pace: number}
	| {readonly type: 'arm'; readonly arm: Arm}
	| {readonly type: 'disarm'; readonly id: string}
	| {readonly type: 'proceed'; readonly arm: string}
	/** The running attempt of this step throws. */
	| {readonly type: 'throw'; readonly step: string}
	/** This run was canceled: its attempts end, no new ones start. */
	| {readonly type: 'cancel'; readonly run: string};
