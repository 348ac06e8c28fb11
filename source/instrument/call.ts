import type {EventOf} from '../events.js';
import type {Place} from './position.js';
import type {StepHooks, StepInfo} from './step.js';

/** What a call in a workflow says about the promise that it is about to create. */
export type CallInfo = Pick<
	EventOf<'step.created'>,
	'name' | 'label' | 'args' | 'retry' | 'workflow' | 'file' | 'line'
>;

/** What surrounds the workflows of one process. */
export type WorkflowHooks = StepHooks & {
	/** The name that a workflow's own description has for the lane of a call. */
	readonly label: (name: string, args: readonly unknown[]) => string | undefined;
	/** What could tell the last call of each function in each run from others: its arguments as short texts. */
	readonly callsBefore: Map<string, ReadonlyArray<string | undefined>>;
	/** Instrumented stand-ins of registered functions, by the original: what a reference to the original must lead to. */
	readonly standIns: WeakMap<AnyFunction, AnyFunction>;
	/** Told of each call before the SDK creates its promise. */
	readonly announce: (id: string, info: CallInfo) => void;
	/** The label that was announced for a promise, where this process announced it. */
	readonly labelById: (id: string) => string | undefined;
};

// biome-ignore lint/suspicious/noExplicitAny: the SDK's own type of a function that it runs has any arguments.
export type AnyFunction = (ctx: any, ...args: any[]) => any;

/** Functions that are instrumented already. */
export const instrumented = new WeakSet<AnyFunction>();

/** Names a stand-in like its original, and remembers that it is one. */
export function standIn<F extends AnyFunction>(original: AnyFunction, made: F): F {
	instrumented.add(made);
	return Object.defineProperty(made, 'name', {value: original.name});
}

/**
 * The lane's name of a call: the workflow's own, else its function with the argument that tells it from the call before: the
 * first short one that differs. The same calls in the same order, as in a replay, get the same names.
 */
export function labelOf(name: string, args: readonly unknown[], hooks: WorkflowHooks, run: string): string {
	const own = ownLabel(name, args, hooks);
	if (own !== undefined) {
		return own;
	}

	const key = `${run} ${name}`;
	const texts = args.slice(0, 8).map(shortText);
	const before = hooks.callsBefore.get(key) ?? [];
	hooks.callsBefore.set(key, texts);
	const telling = texts.find((text, index) => text !== undefined && text !== before[index]) ?? texts.find(Boolean);
	return telling === undefined ? name : `${name} ${telling}`;
}

/** A description is the user's code: what it does wrong must not hurt the workflow. */
function ownLabel(name: string, args: readonly unknown[], hooks: WorkflowHooks): string | undefined {
	try {
		const label: unknown = hooks.label(name, args);
		return typeof label === 'string' && label !== '' ? label : undefined;
	} catch {
		return undefined;
	}
}

const longest = 24;

/** An argument that can be told in a few characters: a text, a number, or a short list of such. */
function shortText(value: unknown): string | undefined {
	if (Array.isArray(value)) {
		const parts = value.length <= longest / 2 ? value.map(shortText) : [undefined];
		const text = `[${parts.join(', ')}]`;
		return parts.includes(undefined) || text.length > longest ? undefined : text;
	}

	const isText = typeof value === 'string' && value !== '' && value.length <= longest;
	return isText || typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
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
	const run = originOf(id);
	return {
		id,
		run,
		name,
		label: hooks.labelById(id) ?? labelOf(name, args, hooks, run),
		retryPolicy,
		nonRetryableErrors,
	};
}

/** A policy without retries: the async engine's default. */
export const never: StepInfo['retryPolicy'] = {next: () => null};

/** The root of a promise id: all before its first `:`, as the SDK builds ids. */
export function originOf(id: string): string {
	const colon = id.indexOf(':');
	return colon === -1 ? id : id.slice(0, colon);
}
