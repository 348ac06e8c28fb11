import type {EventOf} from '../events.js';
import type {Moment} from './holders.js';
import type {Hold, Model, Process, Resume, Run} from './model.js';

type TaskEvent = EventOf<'task.acquired' | 'task.suspended' | 'task.released' | 'task.fulfilled' | 'lease.expired'>;

const ends = {
	'task.suspended': 'suspended',
	'task.released': 'released',
	'task.fulfilled': 'fulfilled',
	'lease.expired': 'expired',
} as const;

/** The run after the lease of one of its tasks changed hands. */
export function reduceTask(run: Run, event: TaskEvent): Run {
	if (event.type !== 'task.acquired') {
		const {process, task, version} = event;
		const same = (hold: Hold) => hold.process === process && hold.task === task && hold.version === version;
		return endHolds(run, same, event, ends[event.type]);
	}
	const {process, task, version, at, seq} = event;
	const before = run.holds.findLast(hold => hold.task === task);
	const free = endHolds(run, hold => hold.task === task, event, 'expired');
	const holds: readonly Hold[] = [...free.holds, {process, task, version, from: at, seq, until: null}];
	if (task !== run.id) return {...free, holds};
	const kind: Resume['kind'] = !before ? 'start' : before.end === 'suspended' ? 'wake' : 'takeover';
	const resume: Resume = {process, at, seq, kind, from: before?.process ?? null, served: 0, firstStart: null};
	return {...free, holds, resume};
}

/** The run with the open holds for which `which` is true ended. */
export function endHolds(run: Run, which: (hold: Hold) => boolean, {at, seq}: Moment, end: Hold['end']): Run {
	if (!run.holds.some(hold => hold.until === null && which(hold))) return run;
	const holds = run.holds.map(hold =>
		hold.until === null && which(hold) ? {...hold, until: at, end, endSeq: seq} : hold,
	);
	return {...run, holds};
}

/** The processes with what each holds brought up to date for one run. */
export function withHolding(model: Model, run: string): Model {
	const holds = model.runs.get(run)?.holds ?? [];
	let changed = false;
	const processes = model.processes.map((process): Process => {
		if (process.exitedAt !== null) return process;
		const held = holds.some(hold => hold.until === null && hold.process === process.name);
		if (held === process.holding.includes(run)) return process;
		changed = true;
		const holding = held ? [...process.holding, run] : process.holding.filter(each => each !== run);
		return {...process, holding};
	});
	return changed ? {...model, processes} : model;
}
