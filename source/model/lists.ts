/** How lists change: a step's place in a run, one more step. */
export type Lists = {
	readonly replace: <T>(list: readonly T[], index: number, item: T) => readonly T[];
	readonly add: <T>(list: readonly T[], item: T) => readonly T[];
};

/** Leaves the list as it was. */
export const copies: Lists = {
	replace: (list, index, item) => list.with(index, item),
	add: (list, item) => [...list, item],
};

/**
 * For many events at once, of which nobody sees the models in between: a list is copied at its first change, and from then on
 * the copy itself is changed. A run of thousands of steps would else be copied with each of its events.
 */
export function ownCopies(): Lists {
	const own = new WeakSet<object>();
	const owned = <T>(list: readonly T[]): T[] => {
		if (own.has(list)) return list as T[];
		const copy = [...list];
		own.add(copy);
		return copy;
	};
	return {
		replace(list, index, item) {
			const mine = owned(list);
			mine[index] = item;
			return mine;
		},
		add(list, item) {
			const mine = owned(list);
			mine.push(item);
			return mine;
		},
	};
}
