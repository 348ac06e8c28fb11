import {
	type AnyFunction,
	instrumented,
	labelOf,
	never,
	originOf,
	reportPlace,
	standIn,
	stepOfContext,
	type WorkflowHooks,
} from './call.js';
import {toJson} from './json.js';
import {type Place, withPositions} from './position.js';
import {type AttemptContext, attempt, type RetryRules} from './step.js';

/** What the async engine's `ctx.run` and its kin return: the promise's id is there before the promise is created. */
type Handle = {readonly id: string};

/**
 * Wraps an async workflow of `@resonatehq/sdk/async`. Its durable calls are seen as they are made; where it awaits cannot be
 * seen, so nothing is said about that.
 */
export function instrumentAsyncWorkflow(workflow: AnyFunction, hooks: WorkflowHooks): AnyFunction {
	const observed = (ctx: AttemptContext, ...args: unknown[]): unknown => workflow(watch(ctx, hooks), ...args);
	return standIn(workflow, async (ctx: AttemptContext, ...args: unknown[]) =>
		ctx.id === originOf(ctx.id)
			? observed(ctx, ...args)
			: attempt(ctx, stepOfContext(ctx, workflow.name, args, hooks), () => observed(ctx, ...args), hooks),
	);
}

/** A context whose calls are announced, and whose local functions are instrumented as steps. */
function watch(ctx: object, hooks: WorkflowHooks): object {
	const replace = (func: unknown, method: string, args: readonly unknown[]): unknown => {
		if (typeof func !== 'function') {
			return func;
		}

		const known = hooks.standIns.get(func as AnyFunction);
		if (known || method !== 'run' || instrumented.has(func as AnyFunction)) {
			return known ?? func;
		}

		return asStep(func as AnyFunction, rulesOf(args), hooks);
	};

	return withPositions(ctx, replace, (made, place, method, args) => {
		const {id} = made as Handle;
		if (id !== '') {
			announce(id, place, method, args, hooks);
		}
	});
}

function announce(id: string, place: Place, method: string, args: readonly unknown[], hooks: WorkflowHooks): void {
	const [func, ...rest] = args;
	const isCall = method !== 'sleep' && method !== 'promise';
	const values = isCall ? rest.filter(value => !isOptions(value)) : [];
	const name = typeof func === 'function' ? func.name || 'anonymous' : isCall ? String(func) : method;
	reportPlace(id, place, hooks);
	hooks.announce(id, {
		name,
		label: hooks.labelById(id) ?? labelOf(name, values, hooks, originOf(id)),
		args: isCall ? toJson(values) : undefined,
		...place,
	});
}

function asStep(func: AnyFunction, rules: RetryRules, hooks: WorkflowHooks): AnyFunction {
	return standIn(func, async (ctx: AttemptContext, ...args: unknown[]) => {
		const step = {...stepOfContext(ctx, func.name || 'anonymous', args, hooks), ...rules};
		return attempt(ctx, step, () => func(watch(ctx, hooks), ...args), hooks);
	});
}

/** Retries are opt-in for the async engine: the policy stands in the options, the last argument. */
function rulesOf(args: readonly unknown[]): RetryRules {
	const options = args.find(isOptions);
	return {retryPolicy: options?.retryPolicy ?? never, nonRetryableErrors: options?.nonRetryableErrors ?? []};
}

function isOptions(value: unknown): value is Partial<RetryRules> {
	return typeof value === 'object' && value !== null && 'nonRetryableErrors' in value && 'retryPolicy' in value;
}
