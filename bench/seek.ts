import type {Event, EventBody} from '../source/events.js';
import {createHistory, type History} from '../source/model/history.js';
import {median, type Row} from './report.js';

/** One frame at 60 Hz: what a seek must not take longer than, in ms. */
const frame = 16;

/** Each place is seen a few times, each time from somewhere else: what else the machine does must not count. */
const visits = [20_011, 40_009, 60_013];

/** How long it takes to see any place in a long log, for logs of short runs, of longer ones, and of a single one. */
export function seeking(events: number, seeks: number): Row[] {
	return [10, 100, 20_000].map(steps => {
		const history = createHistory(longLog(events, steps));
		const times = places(events, seeks).map(seq => Math.min(...visits.map(away => look(history, seq, away))));
		const sorted = times.toSorted((a, b) => a - b);
		const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? 0;
		return {
			what: `seek in ${events.toLocaleString('en')} events, ${steps.toLocaleString('en')} steps a run`,
			value: `${median(times).toFixed(1)} ms`,
			against: `p99 ${p99.toFixed(1)} ms, max ${(sorted.at(-1) ?? 0).toFixed(1)} ms of ${seeks}, best of ${visits.length} visits`,
			aim: `< ${frame} ms`,
		};
	});
}

function look(history: History, seq: number, away: number): number {
	history.modelAt((seq + away) % history.events.length);
	const start = performance.now();
	history.modelAt(seq);
	return performance.now() - start;
}

/** Places all over the log, the same each time. */
function places(events: number, count: number): number[] {
	let seed = 1;
	return Array.from({length: count}, () => {
		seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
		return 1 + (seed % events);
	});
}

/** Runs one after the other; each loses its process half-way, and the next one finds what came before in the log. */
function longLog(length: number, steps: number): Event[] {
	const events: Event[] = [];
	for (let run = 1; events.length < length; run++) {
		for (const [id, body] of longRun(run, steps)) {
			const seq = events.length + 1;
			events.push({v: 1, seq, at: 1_700_000_000_000 + seq, run: id, ...body});
		}
	}

	return events.slice(0, length);
}

function* longRun(number: number, steps: number): Generator<readonly [run: string | null, body: EventBody]> {
	const run = `long/${number}`;
	const [first, second] = [`p${number}a`, `p${number}b`] as const;
	const description = {title: 'long', exclusive: {resource: 'r', functions: ['work']}};
	for (const process of [first, second]) {
		yield [null, {type: 'process.spawned', process, pid: number}];
		yield [null, {type: 'process.ready', process, pid: number}];
	}

	yield [run, {type: 'run.started', workflow: 'long', func: 'long', args: null, description}];
	yield [run, {type: 'task.acquired', process: first, task: run, version: 1, ttl: 5000}];
	for (let index = 0; index < steps; index++) {
		const process = index < steps / 2 ? first : second;
		if (index === Math.ceil(steps / 2)) {
			yield [null, {type: 'process.exited', process: first, pid: number, code: null, signal: 'SIGKILL'}];
			yield [run, {type: 'task.acquired', process: second, task: run, version: 2, ttl: 5000}];
			for (let before = 0; before < index; before++) {
				yield [run, {type: 'step.replayed', step: `${run}:${before}`, process}];
			}
		}

		const step = `${run}:${index}`;
		yield [run, {type: 'step.created', step, parent: run, kind: 'run', name: 'work', label: `step-${index}`}];
		yield [run, {type: 'step.started', step, attempt: 1, process}];
		yield [run, {type: 'step.succeeded', step, attempt: 1, process}];
		yield [run, {type: 'step.recorded', step, state: 'resolved', value: index, process, version: 1}];
	}

	yield [run, {type: 'run.settled', state: 'resolved', value: null}];
}
