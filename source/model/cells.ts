import type {TimeAxis} from './time-axis.js';

/** A row of cells under a time axis on which bars and marks are painted; later ones cover earlier ones. */
export type Canvas<Kind extends string> = {
	readonly cells: Kind[];
	/** Paints from a time up to another one: at least one cell, unless all of it is outside. */
	readonly bar: (from: number, to: number, kind: Kind) => void;
	/** The same, but the cell in which it ends belongs to what begins there: turns that follow each other must not overlap. */
	readonly turn: (from: number, to: number, kind: Kind) => void;
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
	const paint = (from: number, to: number, last: number, kind: Kind) => {
		if (to < from || from > axis.to || to < axis.from) return;
		const end = Math.min(Math.max(last, axis.cellOf(from)), cells.length - 1);
		for (let cell = Math.max(0, axis.cellOf(from)); cell <= end; cell++) put(cell, kind);
	};
	return {
		cells,
		put,
		bar(from, to, kind) {
			paint(from, to, lastOf(from, to), kind);
		},
		turn(from, to, kind) {
			paint(from, to, axis.cellOf(to) - 1, kind);
		},
		mark(at, kind) {
			put(axis.cellOf(at), kind);
		},
		endMark(from, to, kind) {
			put(lastOf(from, to), kind);
		},
	};
}
