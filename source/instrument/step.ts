import type {EventBody} from '../events.js';
import {errorMessage} from './json.js';
import {AttemptScope} from './scope.js';

/** Where instrumented code sends what happens; `run` is the root promise id. */
export type Report = (run: string, body: EventBody) => void;

/** When a call is tried again: the SDK's own rules. `next` gives ms to the next attempt, null when there is none. */
export type RetryRules = {
	readonly retryPolicy: {next(attempt: number): number | null};
	readonly nonRetryableErrors: ReadonlyArray<new (...args: never[]) => Error>;
};

/** The step that an instrumented function is called for. */
export type StepInfo = RetryRules & {
	/** Promise id, and that of the root. */
	readonly id: string;
	readonly run: string;
	readonly name: string;
	readonly label: string;
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

/** The part of the SDK's contexts that an attempt needs: the generator engine's has `info`, the async engine's has not. */
export type AttemptContext = {
	readonly id: string;
	readonly info?: {readonly attempt: number; readonly timeout: number};
	readonly attempt?: number;
	readonly timeoutAt?: number;
};

/** Ends an attempt of a canceled run: neither an outcome nor a failure. */
export class CanceledError extends Error {}

/** Ends an attempt that is parked: its own durable calls wait for the store, and it will be called again. */
export class ParkedError extends Error {}

/**
 * Carries out one attempt of a step and reports its start and its end. What the function sees and returns is untouched, and so
 * is what the SDK sees: outcome and errors pass through.
 */
export async function attempt(
	ctx: AttemptContext,
	step: StepInfo,
	call: () => unknown,
	hooks: StepHooks,
): Promise<unknown> {
	if (hooks.isCanceled(step.run)) {
		return undefined;
	}

	const number = ctx.info?.attempt ?? ctx.attempt ?? 1;
	const place = {step: step.id, attempt: number, process: hooks.process};
	const scope = new AttemptScope();
	hooks.running.set(step.id, scope);
	hooks.report(step.run, {type: 'step.started', ...place});
	try {
		await hooks.reach(step, 'before');
		const value = await Promise.race([scope.run(async () => call()), scope.ended]);
		await hooks.reach(step, 'after-effect');
		hooks.report(step.run, {type: 'step.succeeded', ...place});
		return value;
	} catch (error) {
		if (error instanceof CanceledError || error instanceof ParkedError) {
			hooks.report(step.run, {type: 'step.interrupted', ...place, cause: error.message});
			return undefined;
		}

		const retryIn = retryDelay(step, number, ctx.info?.timeout ?? ctx.timeoutAt ?? Number.POSITIVE_INFINITY, error);
		hooks.report(step.run, {type: 'step.failed', ...place, error: errorMessage(error), retryIn});
		throw error;
	} finally {
		if (hooks.running.get(step.id) === scope) {
			hooks.running.delete(step.id);
		}
	}
}

/** The SDK's own decision, made the same way from the same rules: ms until the next attempt, null when there is none. */
function retryDelay(step: RetryRules, number: number, timeoutAt: number, error: unknown): number | null {
	if (step.nonRetryableErrors.some(type => error instanceof type)) {
		return null;
	}

	const delay = step.retryPolicy.next(number);
	return delay === null || Date.now() + delay >= timeoutAt ? null : delay;
}
