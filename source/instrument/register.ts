import {instrumentAsyncWorkflow} from './async-workflow.js';
import {type AnyFunction, standIn, stepOfContext, type WorkflowHooks} from './call.js';
import {type AttemptContext, attempt} from './step.js';
import {instrumentWorkflow, isGenerator} from './workflow.js';

/** Which of the SDK's two engines runs a function: `@resonatehq/sdk` or `@resonatehq/sdk/async`. */
export type EngineKind = 'generator' | 'async';

/** The instrumented stand-in of a function that is to be registered; always the same one for the same function. */
export function instrumentRegistered(func: AnyFunction, kind: EngineKind, hooks: WorkflowHooks): AnyFunction {
	const known = hooks.standIns.get(func);
	if (known) {
		return known;
	}

	const made = make(func, kind, hooks);
	hooks.standIns.set(func, made);
	return made;
}

/** A stand-in of its own for a function that is registered once more, under another name. */
export function instrumentAgain(func: AnyFunction, kind: EngineKind, hooks: WorkflowHooks): AnyFunction {
	return make(func, kind, hooks);
}

function make(func: AnyFunction, kind: EngineKind, hooks: WorkflowHooks): AnyFunction {
	if (kind === 'async') {
		return instrumentAsyncWorkflow(func, hooks);
	}

	if (isGenerator(func)) {
		return instrumentWorkflow(func, hooks);
	}

	return standIn(func, async (ctx: AttemptContext, ...args: unknown[]) =>
		attempt(ctx, stepOfContext(ctx, func.name, args, hooks), () => func(ctx, ...args), hooks),
	);
}
