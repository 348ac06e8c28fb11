const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The spans that a fitted axis may have: it grows in steps, so that nothing creeps while a run goes on. */
export const fittedSpans: readonly number[] = [
	...[1, 2, 5, 10, 15, 20, 30, 45, 60, 90].map(count => count * second),
	...[2, 3, 5, 10, 15, 30].map(count => count * minute),
	...[1, 2, 4, 8, 12, 24, 48].map(count => count * hour),
];

/** A run that takes its time should not have its axis change several times in the first seconds. */
const leastSpan = 10 * second;

const tickSteps: readonly number[] = [
	...[10, 20, 50, 100, 200, 500],
	...[1, 2, 5, 10, 15, 30].map(count => count * second),
	...[1, 2, 5, 10, 15, 30].map(count => count * minute),
	...[1, 2, 4, 6, 12, 24].map(count => count * hour),
];

/** A label above the lanes; it starts at `cell` and never reaches over the end of the axis. */
export type Tick = {readonly cell: number; readonly label: string};

/** A stretch of time laid over a row of cells. */
export type TimeAxis = {
	readonly from: number;
	readonly to: number;
	readonly cells: number;
	readonly ticks: readonly Tick[];
	/** The cell of a time; below 0 or from `cells` on when it is outside. */
	readonly cellOf: (at: number) => number;
	/** The time at which a cell begins. */
	readonly timeOf: (cell: number) => number;
};

export type TimeAxisOptions = {
	/** What must be seen, in ms since the epoch. */
	readonly from: number;
	readonly to: number;
	readonly cells: number;
	/** Keep the span as given instead of growing it to the next even one: for a zoomed window. */
	readonly exact?: boolean;
	/** The shortest span to fit it into, ms; 10 s by default. */
	readonly least?: number;
	/** The time called `0s`; by default `from`. */
	readonly origin?: number;
	/** Where to write `now`. */
	readonly now?: number;
};

/** The smallest even span that holds `span` ms, and is not shorter than `least`. */
export function fittedSpan(span: number, least = leastSpan): number {
	return fittedSpans.find(each => each >= span && each >= least) ?? Math.ceil(span / (24 * hour)) * 24 * hour;
}

/** An axis over at least `from`–`to`. */
export function timeAxis({from, to, cells, exact = false, least, origin = from, now}: TimeAxisOptions): TimeAxis {
	const wanted = Math.max(1, to - from);
	const span = exact ? wanted : fittedSpan(wanted, least);
	const end = from + span;
	const cellOf = (at: number) => (at === end ? cells - 1 : Math.floor(((at - from) * cells) / span));
	const timeOf = (cell: number) => from + (cell * span) / cells;
	const axis = {from, to: end, cells, cellOf, timeOf};
	return {...axis, ticks: ticksOf(axis, origin, now)};
}

function ticksOf({from, to, cells, cellOf}: Omit<TimeAxis, 'ticks'>, origin: number, now: number | undefined): Tick[] {
	const ticks: Tick[] = [];
	const nowCell = now === undefined ? -1 : cellOf(now);
	const mark = nowCell < 0 || nowCell >= cells ? null : {cell: Math.max(0, Math.min(nowCell, cells - 3)), label: 'now'};
	const step = tickSteps.find(each => (each * cells) / (to - from) >= 9) ?? 24 * hour;
	for (let at = Math.ceil((from - origin) / step) * step; origin + at < to; at += step) {
		const tick = {cell: cellOf(origin + at), label: durationLabel(at)};
		const end = tick.cell + tick.label.length;
		const hidden = mark !== null && tick.cell <= mark.cell + mark.label.length && end >= mark.cell;
		if (!hidden && end <= cells) ticks.push(tick);
	}
	return mark && cells >= 3 ? [...ticks, mark].sort((a, b) => a.cell - b.cell) : ticks;
}

/** A round duration as it stands on an axis: `0s`, `500ms`, `1.5s`, `2s`, `1m30s`, `2m`, `1h`. */
export function durationLabel(ms: number): string {
	if (ms < 0) return `-${durationLabel(-ms)}`;
	if (ms > 0 && ms < second) return `${ms}ms`;
	if (ms < minute) return `${ms / second}s`;
	const [hours, minutes, seconds] = [Math.floor(ms / hour), Math.floor(ms / minute) % 60, (ms % minute) / second];
	const parts = [hours > 0 && `${hours}h`, minutes > 0 && `${minutes}m`, seconds > 0 && `${seconds}s`];
	return parts.filter(part => part !== false).join('');
}
