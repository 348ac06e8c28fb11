import type {TimeAxis} from './time-axis.js';

/** A row of cells under a time axis on which bars and marks are painted; later ones cover earlier ones. */
export type Canvas<Kind extends string> = {
	readonly cells: Kind[];
	/** Paints from a time up to another one: at least one cell, unless all of it is outside. */
	readonly bar: (from: number, to: number, kind: Kind) => void;
	/** Paints one cell, if there is such a cell. */
	readonly put: (cell: number, kind: Kind) => void;
	/** Paints the cell of a moment. */
	readonly mark: (at: number, kind: Kind) => void;
	/** Paints the last cell of the bar that goes from a time up to another one. */
	readonly endMark: (from: number, to: number, kind: Kind) => void;
};

/** An empty row. */
export function canvas<Kind extends string>(axis: TimeAxis, ground: Kind): Canvas<Kind> {
	const cells = new Array<Kind>(axis.cells).fill(ground);
	const put = (cell: number, kind: Kind) => {
		if (cell >= 0 && cell < cells.length) cells[cell] = kind;
	};
	const lastOf = (from: number, to: number) => {
		// A bar that ends exactly where a cell begins does not reach into that cell.
		const cell = axis.cellOf(to);
		const last = to < axis.to && axis.timeOf(cell) > to - 0.01 ? cell - 1 : cell;
		return Math.max(axis.cellOf(from), last);
	};
	return {
		cells,
		put,
		bar(from, to, kind) {
			if (to < from || from > axis.to || to < axis.from) return;
			const last = Math.min(lastOf(from, to), cells.length - 1);
			for (let cell = Math.max(0, axis.cellOf(from)); cell <= last; cell++) put(cell, kind);
		},
		mark(at, kind) {
			put(axis.cellOf(at), kind);
		},
		endMark(from, to, kind) {
			put(lastOf(from, to), kind);
		},
	};
}
