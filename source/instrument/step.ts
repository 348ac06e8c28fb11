import type {EventBody} from '../events.js';
import {errorMessage} from './json.js';
import {AttemptScope} from './scope.js';

/** Where instrumented code sends what happens; `run` is the root promise id. */
export type Report = (run: string, body: EventBody) => void;

/** The step that an instrumented function is called for. */
export type StepInfo = {
	/** Promise id, and that of the root. */
	readonly id: string;
	readonly run: string;
	readonly name: string;
	readonly label: string;
	/** The SDK's own retry rules for this call. */
	readonly retryPolicy: {next(attempt: number): number | null};
	readonly nonRetryableErrors: ReadonlyArray<new (...args: never[]) => Error>;
};

/** What surrounds the attempts of one process. */
export type StepHooks = {
	readonly process: string;
	readonly report: Report;
	/** Called at a placement of each attempt; throws, or never comes back, when a fault is armed there. */
	readonly reach: (step: StepInfo, placement: 'before' | 'after-effect') => Promise<void> | undefined;
	/** The attempts that execute now, by promise id. */
	readonly running: Map<string, AttemptScope>;
	/** True when the run was canceled: its attempts are not started any more. */
	readonly isCanceled: (run: string) => boolean;
};

/** The part of the SDK's context that an attempt needs. */
type AttemptContext = {readonly info: {readonly attempt: number; readonly timeout: number}};

/** Ends an attempt of a canceled run: neither an outcome nor a failure. */
export class CanceledError extends Error {}

/**
 * Wraps a step's function: each call becomes an attempt with a start and an end in the log. What the function sees and
 * returns is untouched, and so is what the SDK sees.
 */
export function instrumentStep<Args extends unknown[]>(
	func: (ctx: never, ...args: Args) => unknown,
	step: StepInfo,
	hooks: StepHooks,
): (ctx: AttemptContext, ...args: Args) => Promise<unknown> {
	const instrumented = async (ctx: AttemptContext, ...args: Args): Promise<unknown> => {
		if (hooks.isCanceled(step.run)) {
			return undefined;
		}

		const {attempt} = ctx.info;
		const place = {step: step.id, attempt, process: hooks.process};
		const scope = new AttemptScope();
		hooks.running.set(step.id, scope);
		hooks.report(step.run, {type: 'step.started', ...place});
		try {
			await hooks.reach(step, 'before');
			const value = await Promise.race([scope.run(async () => func(ctx as never, ...args)), scope.ended]);
			await hooks.reach(step, 'after-effect');
			hooks.report(step.run, {type: 'step.succeeded', ...place});
			return value;
		} catch (error) {
			if (error instanceof CanceledError) {
				hooks.report(step.run, {type: 'step.interrupted', ...place, cause: 'canceled'});
				return undefined;
			}

			hooks.report(step.run, {
				type: 'step.failed',
				...place,
				error: errorMessage(error),
				retryIn: retryDelay(step, ctx, error),
			});
			throw error;
		} finally {
			if (hooks.running.get(step.id) === scope) {
				hooks.running.delete(step.id);
			}
		}
	};

	return Object.defineProperty(instrumented, 'name', {value: func.name});
}

/** The SDK's own decision, made the same way from the same rules: ms until the next attempt, null when there is none. */
function retryDelay(step: StepInfo, ctx: AttemptContext, error: unknown): number | null {
	if (step.nonRetryableErrors.some(type => error instanceof type)) {
		return null;
	}

	const delay = step.retryPolicy.next(ctx.info.attempt);
	return delay === null || Date.now() + delay >= ctx.info.timeout ? null : delay;
}
