import type {Context} from '@resonatehq/sdk';

/** What one worker did while it had the resource to itself. `duration` is in ms. */
export type WorkResult = {
	workerId: string;
	action: string;
	duration: number;
};

/** What the whole round came to. `totalMs` is measured from the top of the generator, so a replay starts it anew. */
export type MutexResult = {
	resource: string;
	processed: WorkResult[];
	totalMs: number;
};

/**
 * Gives each worker the resource in turn. There is no lock: the next `yield*` is not reached before the one before it has a
 * recorded result, so the position of this generator is the mutex.
 */
export function* exclusiveResourceAccess(
	ctx: Context,
	resource: string,
	workers: string[],
): Generator<unknown, MutexResult, never> {
	const start = Date.now();
	const processed: WorkResult[] = [];

	for (const worker of workers) {
		const result: WorkResult = yield* ctx.run(accessResource, resource, worker);
		processed.push(result);
	}

	return {resource, processed, totalMs: Date.now() - start};
}

/** The critical section: some 100 to 200 ms of work that must never overlap with another worker's. */
export async function accessResource(_ctx: Context, resource: string, workerId: string): Promise<WorkResult> {
	const begun = Date.now();
	await new Promise(resolve => setTimeout(resolve, workTime(workerId)));
	const duration = Date.now() - begun;
	return {workerId, action: `updated-${resource}`, duration};
}

/** Milliseconds of work, 100 to 199: uneven between workers, but the same each time for one worker. */
function workTime(workerId: string): number {
	let hash = 0;
	for (const unit of workerId) {
		hash = (Math.imul(hash, 31) + unit.charCodeAt(0)) | 0;
	}

	return 100 + Math.abs(hash % 100);
}
