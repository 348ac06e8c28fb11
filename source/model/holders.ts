import type {Holder, Overlap, Run} from './model.js';

/** The place of an event: all that most bookkeeping needs to know of it. */
export type Moment = {readonly at: number; readonly seq: number};

/** Whether a step of this function holds the run's shared resource while it executes. */
export function isExclusive(run: Run, name: string): boolean {
	return run.description.exclusive?.functions.includes(name) ?? false;
}

/** The run after an attempt of an exclusive function began to execute. */
export function addHolder(run: Run, holder: Holder, moment: Moment): Run {
	const holders = [...run.holders, holder];
	const overlap = holders.length < 2 ? run.overlap : widened(run.overlap, holders, moment);
	return {...run, holders, overlap, mostHolders: Math.max(run.mostHolders, holders.length)};
}

/** The run after the holders for which `ended` is true stopped executing. */
export function dropHolders(run: Run, ended: (holder: Holder) => boolean, moment: Moment): Run {
	const holders = run.holders.filter(holder => !ended(holder));
	if (holders.length === run.holders.length) return run;
	const over = run.overlap !== null && run.overlap.until === null && holders.length < 2;
	const overlap = over && run.overlap ? {...run.overlap, until: moment.at, untilSeq: moment.seq} : run.overlap;
	return {...run, holders, overlap};
}

/** How long more than one executed, all in all, up to a time. */
export function overlapTime(overlap: Overlap, now: number): number {
	return overlap.before + (overlap.until ?? Math.max(now, overlap.since)) - overlap.since;
}

function widened(overlap: Overlap | null, holders: readonly Holder[], {at, seq}: Moment): Overlap {
	const steps = [...new Set([...(overlap?.steps ?? []), ...holders.map(holder => holder.step)])];
	const processes = [...new Set([...(overlap?.processes ?? []), ...holders.map(holder => holder.process)])];
	if (!overlap) return {from: at, seq, until: null, untilSeq: null, since: at, before: 0, steps, processes};
	if (overlap.until === null) return {...overlap, steps, processes};
	const before = overlapTime(overlap, at);
	return {...overlap, until: null, untilSeq: null, since: at, before, steps, processes};
}
