/**
 * Where in a growing list an id is. Immutable, yet cheap to grow: it is a list of maps of falling size, of which equally
 * large ones are merged, so that adding an id costs O(log n) on average instead of a copy of everything.
 */
export type StepIndex = ReadonlyArray<ReadonlyMap<string, number>>;

/** The index before the first id. */
export const emptyIndex: StepIndex = [];

/** The index with one id more. */
export function addToIndex(index: StepIndex, id: string, position: number): StepIndex {
	const merged: Array<[string, number]> = [[id, position]];
	let kept = index.length;
	for (let last = index[kept - 1]; last && last.size <= merged.length; last = index[kept - 1]) {
		merged.push(...last);
		kept--;
	}
	return [...index.slice(0, kept), new Map(merged)];
}

/** The position of an id; -1 when it is unknown. The newest ids are found first. */
export function lookUp(index: StepIndex, id: string): number {
	for (let place = index.length - 1; place >= 0; place--) {
		const position = index[place]?.get(id);
		if (position !== undefined) return position;
	}
	return -1;
}
