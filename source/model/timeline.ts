import {type Canvas, canvas} from './cells.js';
import type {Lane} from './lane.js';
import type {Attempt, Model, Process, Run, Step} from './model.js';
import {pendingRetry, pendingSleep, processOf} from './select.js';
import type {TimeAxis} from './time-axis.js';

export * from './time-axis.js';

/** What a cell of a step's lane shows. */
export type LaneCell =
	| 'empty'
	| 'waiting'
	/** Under way elsewhere: a nested workflow, a remote call, a promise that somebody else settles. */
	| 'open'
	/** An attempt executes, up to now. */
	| 'holding'
	/** A past attempt that succeeded · one that threw, up to the cell in which it did (`failed`). */
	| 'done'
	| 'tried'
	| 'failed'
	/** The wait for a retry: what is over of it, and what is still to come. */
	| 'backoff'
	| 'backoff-left'
	/** What an attempt had executed when it was killed · the cell in which that happened. */
	| 'interrupted'
	| 'interrupted-mark'
	/** Served from the log. */
	| 'replayed'
	/** An attempt of a process that is frozen or cut off. */
	| 'frozen'
	/** Two attempts of this step at the same time. */
	| 'double'
	| 'sleep'
	| 'sleep-left'
	| 'deadline'
	| 'armed';

/** What a cell of a process's lane shows. */
export type ProcessCell = 'empty' | 'standby' | 'holding' | 'frozen' | 'cut' | 'exit';

type Stretch = {readonly from: number; readonly until: number | null};

/** What a timeline that fits a whole run must show: all that happened, and the waits that it knows the end of. */
export function windowOf(run: Run, now: number): {readonly from: number; readonly to: number} {
	const end = run.settledAt ?? now;
	const sleep = pendingSleep(run)?.sleep.deadline ?? end;
	const retry = pendingRetry(run)?.retryAt ?? end;
	return {from: run.startedAt, to: Math.max(end, sleep, retry, run.startedAt + 1)};
}

/** The cells of a step's lane at the time `now`. */
export function laneCells(lane: Lane, run: Run, model: Model, axis: TimeAxis, now: number): readonly LaneCell[] {
	const row = canvas<LaneCell>(axis, 'empty');
	const {step} = lane;
	const end = Math.max(run.startedAt, Math.min(now, run.settledAt ?? now));
	const planned = step === null || lane.key !== step.id;
	const from = planned ? run.startedAt : step.createdAt;
	if (!step) row.bar(from, end, 'waiting');
	else {
		paintWaiting(row, step, from, end);
		if (step.workflow || (step.kind !== 'run' && !step.sleep)) row.bar(step.createdAt, step.record?.at ?? end, 'open');
		for (const attempt of step.attempts) paintBackoff(row, step, attempt, run, now);
		for (const attempt of step.attempts) paintAttempt(row, attempt, model, now);
		paintDoubles(row, step.attempts, now);
		paintSleep(row, step, run, now);
		for (const replay of step.replays) row.mark(replay.at, 'replayed');
		for (const attempt of step.attempts) paintEnd(row, attempt);
	}
	if (lane.armed.length > 0) {
		const present = axis.cellOf(now);
		const place = row.cells[present] === 'empty' ? present : present + 1;
		if (present < axis.cells) row.put(Math.min(place, axis.cells - 1), 'armed');
	}
	return row.cells;
}

/** Until the first attempt, and again while nobody runs what was interrupted. */
function paintWaiting(row: Canvas<LaneCell>, step: Step, from: number, end: number): void {
	const first = step.attempts[0]?.startedAt ?? step.sleep?.startedAt ?? step.record?.at;
	if (first === undefined || first > from) row.bar(from, first ?? end, 'waiting');
	for (const [index, attempt] of step.attempts.entries()) {
		const lost = attempt.state === 'interrupted' ? attempt.endedAt : (attempt.lostAt ?? null);
		if (lost === null) continue;
		const next = step.attempts[index + 1]?.startedAt ?? step.record?.at ?? end;
		if (next > lost) row.bar(lost, next, 'waiting');
	}
	if (step.record && step.attempts.length === 0 && !step.sleep) row.mark(step.record.at, 'done');
}

const barOf = {running: 'holding', succeeded: 'done', failed: 'tried', interrupted: 'interrupted'} as const;

function paintAttempt(row: Canvas<LaneCell>, attempt: Attempt, model: Model, now: number): void {
	const end = attempt.endedAt ?? Math.max(now, attempt.startedAt);
	const paint = attempt.state === 'succeeded' ? row.turn : row.bar;
	paint(attempt.startedAt, end, barOf[attempt.state]);
	const process = processOf(model, attempt.process);
	if (!process) return;
	for (const stretch of [...process.frozen, ...process.cut]) {
		const from = Math.max(stretch.from, attempt.startedAt);
		const until = Math.min(stretch.until ?? end, end);
		if (from < until) row.bar(from, until, 'frozen');
	}
}

function paintDoubles(row: Canvas<LaneCell>, attempts: readonly Attempt[], now: number): void {
	for (const [index, one] of attempts.entries()) {
		for (const other of attempts.slice(index + 1)) {
			const until = Math.min(one.endedAt ?? now, other.endedAt ?? now);
			if (other.startedAt < until) row.bar(other.startedAt, until, 'double');
		}
	}
}

function paintSleep(row: Canvas<LaneCell>, {sleep}: Step, run: Run, now: number): void {
	if (!sleep) return;
	const ended = sleep.endedAt ?? run.settledAt;
	row.bar(sleep.startedAt, Math.max(sleep.startedAt, ended ?? Math.min(now, sleep.deadline)), 'sleep');
	if (ended === null && sleep.deadline > now) row.bar(now, sleep.deadline, 'sleep-left');
	row.mark(sleep.deadline, 'deadline');
}

/** The wait between a failure and its retry, or as much of it as there was. */
function paintBackoff(row: Canvas<LaneCell>, step: Step, attempt: Attempt, run: Run, now: number): void {
	const {endedAt, retryAt, lostAt, number} = attempt;
	if (endedAt === null || retryAt === undefined) return;
	const over = step.attempts[number]?.startedAt ?? lostAt ?? step.record?.at ?? run.settledAt;
	row.bar(endedAt, Math.max(endedAt, over ?? Math.min(now, retryAt)), 'backoff');
	if (over === null && retryAt > now) row.bar(now, retryAt, 'backoff-left');
}

function paintEnd(row: Canvas<LaneCell>, {startedAt, endedAt, state}: Attempt): void {
	if (endedAt === null) return;
	if (state === 'failed') row.endMark(startedAt, endedAt, 'failed');
	if (state === 'interrupted') row.endMark(startedAt, endedAt, 'interrupted-mark');
}

/** The cells of a process's lane at the time `now`: what it held of this run, or of all runs. */
export function processCells(
	process: Process,
	model: Model,
	run: Run | null,
	axis: TimeAxis,
	now: number,
): readonly ProcessCell[] {
	const row = canvas<ProcessCell>(axis, 'empty');
	const end = process.exitedAt ?? Math.max(now, process.spawnedAt);
	if (process.readyAt !== null) row.bar(process.readyAt, end, 'standby');
	const paint = (stretch: Stretch, kind: ProcessCell) =>
		row.bar(stretch.from, Math.max(stretch.from, Math.min(stretch.until ?? end, end)), kind);
	for (const each of run ? [run] : model.runs.values()) {
		for (const hold of each.holds) if (hold.process === process.name) paint(hold, 'holding');
		for (const step of each.steps) {
			for (const {process: name, startedAt, endedAt} of step.attempts) {
				if (name === process.name) paint({from: startedAt, until: endedAt}, 'holding');
			}
		}
	}
	for (const stretch of process.cut) paint(stretch, 'cut');
	for (const stretch of process.frozen) paint(stretch, 'frozen');
	if (process.exitedAt !== null) row.endMark(process.readyAt ?? process.spawnedAt, process.exitedAt, 'exit');
	return row.cells;
}
