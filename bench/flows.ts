import type {Context} from '@resonatehq/sdk';

/** Steps one after the other. */
export function* sequence(ctx: Context, steps: number): Generator<unknown, number, number> {
	let sum = 0;
	for (let index = 0; index < steps; index++) {
		sum += yield* ctx.run(work, index);
	}

	return sum;
}

/** All steps at once. */
export function* parallel(ctx: Context, steps: number): Generator<unknown, number, number> {
	const started = [];
	for (let index = 0; index < steps; index++) {
		started.push(yield* ctx.beginRun(work, index));
	}

	let sum = 0;
	for (const each of started) {
		sum += yield* each;
	}

	return sum;
}

/** The shortest wait there is: a step that does anything at all takes longer. */
async function work(_ctx: Context, index: number): Promise<number> {
	await new Promise(resolve => setTimeout(resolve, 1));
	return index;
}
