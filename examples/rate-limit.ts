import type {Context, Info} from '@resonatehq/sdk/async';

/*
 * A rate limiter, in the SDK's async engine: so many calls at once, then a durable pause, then the next ones. The pause is a
 * deadline in the store: a crash does not make it longer, and no call that is recorded is made twice.
 *
 *   durable-tui examples/rate-limit.ts --args '[9, 3, 1000]'
 */

export async function callSlowly(ctx: Context, calls = 6, perWindow = 2, windowMs = 800): Promise<number[]> {
	const answers: number[] = [];
	for (let first = 1; first <= calls; first += perWindow) {
		const window = Array.from({length: Math.min(perWindow, calls - first + 1)}, (_, index) => first + index);
		// The async engine is eager: these run side by side from here on.
		const running = window.map(number => ctx.run(callService, number));
		answers.push(...(await Promise.all(running)));
		if (first + perWindow <= calls) {
			await ctx.sleep(windowMs);
		}
	}

	return answers;
}

/** A service that allows only so many calls in a while. */
async function callService(_info: Info, number: number): Promise<number> {
	await new Promise(resolve => setTimeout(resolve, 120 + (number % 3) * 60));
	return number * number;
}
