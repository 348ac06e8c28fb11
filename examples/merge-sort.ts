import type {Context} from '@resonatehq/sdk';

/*
 * A recursive workflow: a list is sorted by two workflows that sort its halves, and so on. `beginRpc` hands each half to any
 * process of the group, so the processes share the work; one that dies loses only what it held at that moment.
 *
 *   durable-tui examples/merge-sort.ts --args '[[5, 3, 8, 1, 9, 2, 7, 4]]'
 */

export function* mergeSort(ctx: Context, numbers: number[] = [5, 3, 8, 1, 9, 2]): Generator<unknown, number[], never> {
	if (numbers.length < 2) {
		return numbers;
	}

	const middle = Math.ceil(numbers.length / 2);
	const left = yield* ctx.beginRpc(mergeSort, numbers.slice(0, middle));
	const right = yield* ctx.beginRpc(mergeSort, numbers.slice(middle));
	const merged: number[] = yield* ctx.run(merge, yield* left, yield* right);
	return merged;
}

async function merge(_ctx: Context, left: number[], right: number[]): Promise<number[]> {
	await new Promise(resolve => setTimeout(resolve, 120));
	const merged: number[] = [];
	for (let from = 0, to = 0; from < left.length || to < right.length; ) {
		const isLeft = to >= right.length || (from < left.length && (left[from] ?? 0) <= (right[to] ?? 0));
		merged.push((isLeft ? left[from++] : right[to++]) ?? 0);
	}

	return merged;
}
