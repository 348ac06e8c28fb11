import type {Json} from '../events.js';
import {toJson} from './json.js';
import {type Place, withPositions} from './position.js';
import {instrumentStep, type StepHooks, type StepInfo} from './step.js';

/** What a call in a workflow says about the promise that it is about to create. */
export type CallInfo = {
	readonly name: string;
	readonly label: string;
	readonly args?: Json;
	readonly retry?: string;
	readonly file?: string;
	readonly line?: number;
};

/** What surrounds the workflows of one process. */
export type WorkflowHooks = StepHooks & {
	readonly label: (name: string, args: readonly unknown[]) => string | undefined;
	/** Told of each call before the SDK creates its promise. */
	readonly announce: (id: string, info: CallInfo) => void;
};

/** A call as the SDK's `ctx.run` and its kin make it: `func` is a function when it runs here, else a registered name. */
type Call = {
	readonly id: string;
	func: unknown;
	readonly args?: readonly unknown[];
	readonly retryPolicy?: StepInfo['retryPolicy'] & {encode(): {type: string}};
	readonly nonRetryableErrors?: StepInfo['nonRetryableErrors'];
};

// biome-ignore lint/suspicious/noExplicitAny: the SDK's own type of a function that it runs has any arguments.
type WorkflowFunction = (ctx: any, ...args: any[]) => any;

const generatorFunction = Object.getPrototypeOf(function* () {}).constructor as new () => unknown;

/** Whether the SDK runs this function as a workflow (a generator) rather than as a step. */
export function isWorkflow(func: unknown): func is WorkflowFunction {
	return func instanceof generatorFunction;
}

/**
 * Wraps a workflow: what it yields passes through unchanged but for the functions of its steps, which are instrumented on the
 * way. So any generator workflow is observed without a line of it being changed.
 */
export function instrumentWorkflow(workflow: WorkflowFunction, hooks: WorkflowHooks): WorkflowFunction {
	function* instrumented(ctx: object, ...args: unknown[]): Generator<unknown, unknown, unknown> {
		const places = new Map<string, Place>();
		const observed = withPositions(ctx, (id, place) => {
			places.set(id, place);
			hooks.report(originOf(id), {type: 'position', process: hooks.process, ...place, step: id});
		});
		const body: Iterator<unknown, unknown, unknown> = workflow(observed, ...args);
		let step = body.next();
		while (!step.done) {
			if (isCall(step.value)) {
				instrumentCall(step.value, hooks, places.get(step.value.id));
				places.delete(step.value.id);
			}

			let answer: unknown;
			try {
				answer = yield step.value;
			} catch (error) {
				if (!body.throw) {
					throw error;
				}

				step = body.throw(error);
				continue;
			}

			step = body.next(answer);
		}

		return step.value;
	}

	return Object.defineProperty(instrumented, 'name', {value: workflow.name});
}

function isCall(value: unknown): value is Call {
	return typeof value === 'object' && value !== null && 'id' in value && 'func' in value && 'createReq' in value;
}

function instrumentCall(call: Call, hooks: WorkflowHooks, place: Place | undefined): void {
	const args = call.args ?? [];
	const name = typeof call.func === 'function' ? call.func.name || 'anonymous' : String(call.func);
	const label = hooks.label(name, args) ?? name;
	const retry = call.retryPolicy?.encode().type;
	hooks.announce(call.id, {name, label, args: call.args && toJson(args), retry, ...place});
	if (isWorkflow(call.func)) {
		call.func = instrumentWorkflow(call.func, hooks);
	} else if (typeof call.func === 'function' && call.retryPolicy) {
		const {retryPolicy, nonRetryableErrors = []} = call;
		const info = {id: call.id, run: originOf(call.id), name, label, retryPolicy, nonRetryableErrors};
		call.func = instrumentStep(call.func as (ctx: never, ...args: unknown[]) => unknown, info, hooks);
	}
}

/** The root of a promise id: all before its first `:`, as the SDK builds ids. */
export function originOf(id: string): string {
	const colon = id.indexOf(':');
	return colon === -1 ? id : id.slice(0, colon);
}
