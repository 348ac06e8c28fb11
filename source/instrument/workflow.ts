import {type AnyFunction, instrumented, labelOf, originOf, reportPlace, standIn, type WorkflowHooks} from './call.js';
import {toJson} from './json.js';
import {type Place, withPositions} from './position.js';
import {type RetryPolicy, retryWords} from './retry-words.js';
import {type AttemptContext, attempt, type StepInfo} from './step.js';

/** A call as the SDK's `ctx.run` and its kin make it: `func` is a function when it runs here, else a registered name. */
type Call = {
	readonly id: string;
	func: unknown;
	readonly args?: readonly unknown[];
	readonly retryPolicy?: RetryPolicy;
	readonly nonRetryableErrors?: StepInfo['nonRetryableErrors'];
	readonly createReq: {
		readonly data: {readonly param: {readonly data?: unknown}; readonly tags: Readonly<Record<string, string>>};
	};
};

const generatorFunction = Object.getPrototypeOf(function* () {}).constructor as new () => unknown;

/** Whether the SDK's generator engine runs this function as a workflow rather than as a step. */
export function isGenerator(func: unknown): boolean {
	return func instanceof generatorFunction;
}

/**
 * Wraps a workflow: what it yields passes through unchanged but for the functions of its steps, which are instrumented on the
 * way. So any generator workflow is observed without a line of it being changed.
 */
export function instrumentWorkflow(workflow: AnyFunction, hooks: WorkflowHooks): AnyFunction {
	function* observed(ctx: object, ...args: unknown[]): Generator<unknown, unknown, unknown> {
		const places = new Map<string, Place>();
		const watched = withPositions(
			ctx,
			func => standInOf(func, hooks),
			(call, place) => {
				if (isCall(call)) {
					places.set(call.id, place);
					reportPlace(call.id, place, hooks);
				}
			},
		);
		const body: Iterator<unknown, unknown, unknown> = workflow(watched, ...args);
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

	return standIn(workflow, observed);
}

/** A call by reference must find the function that was registered, which is the stand-in. */
function standInOf(func: unknown, {standIns}: WorkflowHooks): unknown {
	return typeof func === 'function' ? (standIns.get(func as AnyFunction) ?? func) : func;
}

function isCall(value: unknown): value is Call {
	return typeof value === 'object' && value !== null && 'id' in value && 'func' in value && 'createReq' in value;
}

function instrumentCall(call: Call, hooks: WorkflowHooks, place: Place | undefined): void {
	const {param, tags} = call.createReq.data;
	const name = nameOf(call, tags);
	const args = call.args ?? argsOf(param.data);
	const label = hooks.labelById(call.id) ?? labelOf(name, args ?? [], hooks, originOf(call.id));
	hooks.announce(call.id, {
		name,
		label,
		args: args && toJson(args),
		retry: call.retryPolicy && retryWords(call.retryPolicy),
		workflow: isGenerator(call.func) || undefined,
		...place,
	});
	if (typeof call.func !== 'function' || instrumented.has(call.func as AnyFunction)) {
		return;
	}

	const func = call.func as AnyFunction;
	if (isGenerator(func)) {
		call.func = instrumentWorkflow(func, hooks);
	} else if (call.retryPolicy) {
		const {id, retryPolicy, nonRetryableErrors = []} = call;
		const step = {id, run: originOf(id), name, label, retryPolicy, nonRetryableErrors};
		call.func = standIn(func, async (ctx: AttemptContext, ...rest: unknown[]) =>
			attempt(ctx, step, () => func(ctx, ...rest), hooks),
		);
	}
}

/** A promise that nobody here settles names no function; the SDK calls it unknown. */
function nameOf({func}: Call, tags: Readonly<Record<string, string>>): string {
	if (typeof func === 'function') {
		return func.name || 'anonymous';
	}

	return tags['resonate:target'] === undefined && func === 'unknown' ? 'promise' : String(func);
}

/** The arguments of a call to a registered function stand in what its promise is created with. */
function argsOf(data: unknown): readonly unknown[] | undefined {
	return typeof data === 'object' && data !== null && 'args' in data && Array.isArray(data.args)
		? data.args
		: undefined;
}
