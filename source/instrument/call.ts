import type {Json} from '../events.js';
import type {Place} from './position.js';
import type {StepHooks, StepInfo} from './step.js';

/** What a call in a workflow says about the promise that it is about to create. */
export type CallInfo = {
	readonly name: string;
	readonly label: string;
	readonly args?: Json;
	readonly retry?: string;
	/** Set when the function is a workflow itself: its own steps follow. */
	readonly workflow?: boolean;
	readonly file?: string;
	readonly line?: number;
};

/** What surrounds the workflows of one process. */
export type WorkflowHooks = StepHooks & {
	/** The name that a workflow's own description has for the lane of a call. */
	readonly label: (name: string, args: readonly unknown[]) => string | undefined;
	/** Told of each call before the SDK creates its promise. */
	readonly announce: (id: string, info: CallInfo) => void;
	/** Whether the store has the value of this promise: such a call is served from the log. Asked by the async engine only. */
	readonly isRecorded: (id: string) => boolean;
};

// biome-ignore lint/suspicious/noExplicitAny: the SDK's own type of a function that it runs has any arguments.
export type AnyFunction = (ctx: any, ...args: any[]) => any;

/** Instrumented stand-ins of registered functions, by the original: what a reference to the original must lead to. */
export const standIns = new WeakMap<AnyFunction, AnyFunction>();

/** Functions that are instrumented already. */
export const instrumented = new WeakSet<AnyFunction>();

/** Names a stand-in like its original, and remembers that it is one. */
export function standIn<F extends AnyFunction>(original: AnyFunction, made: F): F {
	instrumented.add(made);
	return Object.defineProperty(made, 'name', {value: original.name});
}

/** The lane's name of a call: the workflow's own, else its function with its first argument where that is short. */
export function labelOf(name: string, args: readonly unknown[], hooks: WorkflowHooks): string {
	const own = hooks.label(name, args);
	if (own !== undefined) {
		return own;
	}

	const [first] = args;
	const isShort = (typeof first === 'string' && first.length > 0 && first.length <= 24) || typeof first === 'number';
	return isShort ? `${name} ${first}` : name;
}

/** Reports where the generator or function stands. */
export function reportPlace(id: string, place: Place, hooks: WorkflowHooks): void {
	hooks.report(originOf(id), {type: 'position', process: hooks.process, ...place, step: id});
}

/** What is known of the step of a registered function, from the context that it is called with. */
export function stepOfContext(
	ctx: {
		readonly id: string;
		readonly retryPolicy?: StepInfo['retryPolicy'];
		readonly nonRetryableErrors?: StepInfo['nonRetryableErrors'];
	},
	name: string,
	args: readonly unknown[],
	hooks: WorkflowHooks,
): StepInfo {
	const {id, retryPolicy = never, nonRetryableErrors = []} = ctx;
	return {id, run: originOf(id), name, label: labelOf(name, args, hooks), retryPolicy, nonRetryableErrors};
}

/** A policy without retries: the async engine's default. */
export const never: StepInfo['retryPolicy'] = {next: () => null};

/** The root of a promise id: all before its first `:`, as the SDK builds ids. */
export function originOf(id: string): string {
	const colon = id.indexOf(':');
	return colon === -1 ? id : id.slice(0, colon);
}
