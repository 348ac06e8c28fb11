import {overlayWishes, wishes} from './layout-wishes.js';

/** What there is to show, in numbers. */
export type Content = {
	readonly workflows: readonly WorkflowContent[];
	/** Place of the focused workflow in `workflows`. */
	readonly focus: number;
	readonly processes: {readonly live: number; readonly dead: number};
	/** How many guarantees the focused run has. */
	readonly guarantees: number;
	/** Whether there is source to show. */
	readonly code: boolean;
	/** Rows over the status line for the guided example at hand; 0 without one. */
	readonly banner: number;
	/** Whether to show what processes print. */
	readonly output: boolean;
	/** Rows that an open inspector, chooser or guarantees view would like to have; 0 when none is open. */
	readonly overlay: number;
};

export type WorkflowContent = {
	readonly lanes: number;
	/** Cells of the longest lane's name. */
	readonly label: number;
	/** Has a strip of states, a durable sleep. */
	readonly states: boolean;
	readonly sleep: boolean;
};

/** Rows given to the parts of one workflow. The title always has one. */
export type WorkflowRows = {
	/** Place in `Content.workflows`. */
	readonly index: number;
	readonly states: number;
	readonly sleep: number;
	readonly axis: number;
	readonly lanes: number;
	/** An empty row before the title. */
	readonly gap: number;
};

/** Cells of the columns that all lanes share: a marker, the name, the timeline, the verdict. */
export type Columns = {readonly label: number; readonly cells: number; readonly verdict: number};

/** Where everything goes. All rows together, with header, status and footer, are exactly `rows`. */
export type Layout = {
	/** Cells in a row. */
	readonly width: number;
	/** Rows to draw: one less than the terminal has. */
	readonly rows: number;
	readonly columns: Columns;
	readonly workflows: readonly WorkflowRows[];
	/** 1: folded to a line; more: a rule and a lane each. */
	readonly processes: number;
	/** Code and guarantees share their rows, side by side, where there is width for both. */
	readonly beside: boolean;
	/** 1: folded to the line at which the generator stands. */
	readonly code: number;
	/** 1: folded to a line; more: a rule and a line each. */
	readonly guarantees: number;
	/** What processes print: a rule and lines. */
	readonly output: number;
	/** Up to 2: lines only; more: a rule and lines. */
	readonly log: number;
	/** Empty rows before the rules of processes, code and guarantees, output, log. */
	readonly gaps: number;
	/** Rows of the open overlay; it takes the place of everything below the workflows but the log, if there is room for it. */
	readonly overlay: number;
	/** Rows of the guided example at hand. */
	readonly banner: number;
};

export const smallest = {columns: 60, rows: 16};

/** Decides what is shown at this size, and how large. Null when the terminal is too small for anything sensible. */
export function layout(columns: number, rows: number, content: Content): Layout | null {
	if (columns < smallest.columns || rows < smallest.rows) {
		return null;
	}

	const together = arrange(
		columns,
		rows,
		content,
		content.workflows.map((_, index) => index),
	);
	return content.workflows.length > 1 && !roomForAll(together, content)
		? arrange(columns, rows, content, [content.focus])
		: together;
}

/** All workflows are shown only if none of them loses a lane, and the rest has room to be useful. */
function roomForAll(all: Layout, content: Content): boolean {
	const whole = all.workflows.every(({index, lanes}) => lanes >= Math.min(content.workflows[index]?.lanes ?? 0, 12));
	return content.overlay > 0
		? whole && all.overlay >= 12
		: whole && all.processes > 1 && all.guarantees > 2 && all.log > 3;
}

/** Parts by name (those of a workflow with its place, `lanes 0`), and the rows that each has got so far. */
type Sizes = Record<string, number>;

/** Grants the wishes for rows, the most important first, until no row is left. */
function arrange(columns: number, rows: number, content: Content, shown: readonly number[]): Layout {
	const isWide = columns >= 100;
	// Header, status line and footer, the guided example, and a title for each workflow.
	const room = rows - 1 - 3 - content.banner - shown.length;
	const sizes: Sizes = {};
	const size = (part: string) => sizes[part] ?? 0;
	// Folded to a line, the code stands above the guarantees, as wide as the screen.
	const isBeside = () => isWide && size('code') !== 1;
	const used = () => {
		const lower = isBeside() ? Math.max(size('code'), size('guarantees')) : size('code') + size('guarantees');
		const gaps = size('gaps') * lowerRules(sizes, isBeside());
		const others = Object.entries(sizes).filter(([part]) => !['code', 'guarantees', 'gaps'].includes(part));
		return others.reduce((sum, [, height]) => sum + height, lower + gaps);
	};

	for (const {part, rows: wanted, exact, least = 1} of content.overlay > 0
		? overlayWishes(content, shown)
		: wishes(content, shown, isWide)) {
		const before = size(part);
		// Of a thousand lanes no more are tried than there are rows.
		for (let height = exact ? wanted : Math.min(wanted, room); height > before && height >= least; height--) {
			sizes[part] = height;
			if (used() <= room) {
				break;
			}

			sizes[part] = before;
			if (exact) {
				break;
			}
		}
	}

	const beside = isBeside();
	// What nobody asked for goes to the part that is never full.
	const rest = Math.max(0, room - used());
	const grows = content.overlay > 0 && size('log') === 0 ? 'overlay' : 'log';
	sizes[grows] = size(grows) + rest;
	return {
		width: columns,
		rows: rows - 1,
		columns: columnsFor(columns, content, shown),
		workflows: shown.map(index => ({
			index,
			states: size(`states ${index}`),
			sleep: size(`sleep ${index}`),
			axis: size(`axis ${index}`),
			lanes: size(`lanes ${index}`),
			gap: size(`gap ${index}`),
		})),
		processes: size('processes'),
		beside,
		code: beside ? Math.max(size('code'), size('guarantees')) * Math.sign(size('code')) : size('code'),
		guarantees: beside && size('code') > 0 ? Math.max(size('code'), size('guarantees')) : size('guarantees'),
		output: size('output'),
		log: size('log'),
		gaps: size('gaps'),
		overlay: size('overlay'),
		banner: content.banner,
	};
}

/** How many of the lower parts begin with a rule, which may have an empty row before it. */
function lowerRules(sizes: Sizes, beside: boolean): number {
	const code = (sizes.code ?? 0) > 1;
	const guarantees = (sizes.guarantees ?? 0) > 1;
	const between = beside ? Number(code || guarantees) : Number(code) + Number(guarantees);
	return Number((sizes.processes ?? 0) > 1) + between + Number((sizes.output ?? 0) > 0) + Number((sizes.log ?? 0) > 2);
}

/** The verdict's column has a fixed width, and so has the name's: nothing jumps when a value changes. */
function columnsFor(columns: number, content: Content, shown: readonly number[]): Columns {
	const verdict = columns < 76 ? 14 : columns < 100 ? 17 : columns < 140 ? 22 : 26;
	const longest = Math.max(10, ...shown.map(index => content.workflows[index]?.label ?? 0));
	const label = Math.min(longest, Math.max(10, Math.floor(columns / 4)));
	// A marker before the name, two cells on each side of the timeline, one at the right end.
	return {label, verdict, cells: columns - 2 - label - 2 - 2 - verdict - 1};
}
