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
	const overlap: Overlap | null =
		run.overlap ??
		(holders.length < 2
			? null
			: {
					from: moment.at,
					seq: moment.seq,
					until: null,
					untilSeq: null,
					steps: [...new Set(holders.map(each => each.step))],
					processes: [...new Set(holders.map(each => each.process))],
				});
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
