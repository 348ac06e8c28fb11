import type {Event, EventOf, EventType, Json} from '../events.js';
import {argsOf, TraceBuilder, type TraceEvent, type Track} from './trace-builder.js';

export type Trace = {
	readonly traceEvents: readonly TraceEvent[];
	readonly displayTimeUnit: 'ms';
	readonly otherData: {readonly [key: string]: Json};
};

/** What the fold over the log must remember besides open spans. */
type Memory = {
	readonly trace: TraceBuilder;
	readonly labels: Map<string, string>;
	/** When each process died: attempts that nothing else ends ended then. */
	readonly exits: Map<string, number>;
};

const processesGroup = 'processes';

const runTrack = ({trace}: Memory, {run}: Event) => trace.track(run ?? 'no run', 'run');
const processTrack = ({trace}: Memory, name: string) => trace.track(processesGroup, name);
const laneTrack = ({trace, labels}: Memory, {run}: Event, step: string, from?: number, to?: number): Track =>
	trace.track(run ?? 'no run', `step ${step}`, labels.get(step) ?? step, from, to);

const attemptKey = (event: {readonly process: string; readonly step: string}) =>
	`attempt ${JSON.stringify([event.process, event.step])}`;
const leaseKey = (event: {readonly process: string; readonly task: string}) =>
	`lease ${JSON.stringify(event.process)} ${event.task}`;

type Handlers = {readonly [T in EventType]: (event: EventOf<T>, memory: Memory) => void};

/** Ends the attempts of a process that has died and about which nobody said more. */
const endOrphans = ({trace, exits}: Memory, process: string) => {
	const exit = exits.get(process);
	if (exit !== undefined) trace.endAll(`attempt [${JSON.stringify(process)},`, exit, {outcome: 'interrupted'});
};

const endAttempt = (
	event: EventOf<'step.succeeded'> | EventOf<'step.failed'> | EventOf<'step.interrupted'>,
	{trace}: Memory,
) => trace.end(attemptKey(event), trace.micros(event), {...argsOf(event), outcome: event.type.slice(5)});

const endLease = (
	event: EventOf<'task.suspended'> | EventOf<'task.released'> | EventOf<'task.fulfilled'>,
	{trace}: Memory,
) => trace.end(leaseKey(event), trace.micros(event), {...argsOf(event), outcome: event.type.slice(5)});

const beginTrouble = (event: EventOf<'process.frozen'> | EventOf<'process.cut'>, memory: Memory) => {
	const cat = event.type.slice(8);
	const track = () => processTrack(memory, event.process);
	memory.trace.begin(`${cat} ${event.process}`, event, {name: cat, cat, async: true, track});
};

const caller = (event: EventOf<'caller.joined'> | EventOf<'caller.answered'>, memory: Memory) =>
	memory.trace.instant(`${event.caller} ${event.type.slice(7)}`, 'caller', runTrack(memory, event), event);

const fault = (event: EventOf<'fault.armed'> | EventOf<'fault.injected'>, memory: Memory) =>
	memory.trace.instant(`${event.fault} ${event.type.slice(6)}`, 'fault', runTrack(memory, event), event, 'g');

const handlers: Handlers = {
	'run.started': (event, memory) =>
		memory.trace.instant(`${event.description.title} started`, 'run', runTrack(memory, event), event),
	'run.settled': (event, memory) => memory.trace.instant(`run ${event.state}`, 'run', runTrack(memory, event), event),
	'caller.joined': caller,
	'caller.answered': caller,
	'process.spawned': (event, memory) => {
		endOrphans(memory, event.process);
		memory.exits.delete(event.process);
		memory.trace.begin(`process ${event.process}`, event, {
			name: `${event.process} (pid ${event.pid})`,
			cat: 'process',
			track: () => processTrack(memory, event.process),
		});
	},
	'process.ready': (event, memory) =>
		memory.trace.instant('ready', 'process', processTrack(memory, event.process), event),
	'process.frozen': beginTrouble,
	'process.thawed': (event, {trace}) => trace.end(`frozen ${event.process}`, trace.micros(event)),
	'process.cut': beginTrouble,
	'process.healed': (event, {trace}) => trace.end(`cut ${event.process}`, trace.micros(event)),
	'process.exited': (event, memory) => {
		const {trace} = memory;
		const now = trace.micros(event);
		memory.exits.set(event.process, now);
		for (const cat of ['frozen', 'cut']) trace.end(`${cat} ${event.process}`, now);
		trace.endAll(`lease ${JSON.stringify(event.process)} `, now, {outcome: 'process exited'});
		trace.end(`process ${event.process}`, now, argsOf(event));
		const how = event.signal ?? `code ${event.code}`;
		trace.instant(`exited (${how})`, 'process', processTrack(memory, event.process), event);
	},
	'task.acquired': (event, memory) =>
		memory.trace.begin(leaseKey(event), event, {
			name: `holds ${event.task}`,
			cat: 'lease',
			async: true,
			track: () => processTrack(memory, event.process),
		}),
	'task.suspended': endLease,
	'task.released': endLease,
	'task.fulfilled': endLease,
	'lease.expired': (event, memory) => {
		memory.trace.end(leaseKey(event), memory.trace.micros(event), {outcome: 'expired'});
		memory.trace.instant('lease expired', 'lease', processTrack(memory, event.process), event);
	},
	'step.created': (event, memory) => {
		memory.labels.set(event.step, event.label);
		laneTrack(memory, event, event.step);
	},
	'step.started': (event, memory) => {
		const {trace, labels} = memory;
		trace.begin(attemptKey(event), event, {
			name: `${labels.get(event.step) ?? event.step} #${event.attempt} on ${event.process}`,
			cat: 'attempt',
			track: (from, to) => laneTrack(memory, event, event.step, from, to),
		});
	},
	'step.succeeded': endAttempt,
	'step.failed': endAttempt,
	'step.interrupted': endAttempt,
	'step.recorded': (event, memory) =>
		memory.trace.instant(`recorded ${event.state}`, 'record', laneTrack(memory, event, event.step), event),
	'step.replayed': (event, memory) =>
		memory.trace.instant('replayed', 'replay', laneTrack(memory, event, event.step), event),
	'write.rejected': (event, memory) =>
		memory.trace.instant(
			`${event.write} rejected (${event.status})`,
			'fence',
			laneTrack(memory, event, event.step),
			event,
			'g',
		),
	'sleep.started': (event, memory) => {
		// A replayed workflow comes to the same sleep again: it is the one that has been going on.
		if (memory.trace.isOpen(`sleep ${event.step}`)) return;
		memory.trace.begin(`sleep ${event.step}`, event, {
			name: 'durable sleep',
			cat: 'sleep',
			track: (from, to) => laneTrack(memory, event, event.step, from, to),
		});
	},
	'sleep.shortened': (event, memory) =>
		memory.trace.instant('sleep shortened', 'sleep', laneTrack(memory, event, event.step), event),
	'sleep.ended': (event, {trace}) => trace.end(`sleep ${event.step}`, trace.micros(event), argsOf(event)),
	position: (event, memory) =>
		memory.trace.instant(`line ${event.line}`, 'position', processTrack(memory, event.process), event),
	'fault.armed': fault,
	'fault.disarmed': (event, memory) => memory.trace.instant('fault disarmed', 'fault', runTrack(memory, event), event),
	'fault.injected': fault,
	'pace.changed': (event, memory) => memory.trace.instant(`pace ${event.pace}`, 'pace', runTrack(memory, event), event),
	output: (event, memory) => memory.trace.instant(event.stream, 'output', processTrack(memory, event.process), event),
};

/**
 * The log as a trace that Perfetto and chrome://tracing open: a group for each run with a track a lane, and a group with
 * a track for each operating-system process. Attempts, sleeps and lifetimes are spans, leases and freezes asynchronous
 * spans, records, replays, refused writes and faults instants. Times are in µs from the first event; what has not ended
 * at the last event ends there, its outcome `unfinished`.
 */
export const traceOf = (events: readonly Event[]): Trace => {
	const first = events[0]?.at ?? 0;
	const trace = new TraceBuilder(first);
	const memory: Memory = {trace, labels: new Map(), exits: new Map()};
	let end = 0;
	for (const event of events) {
		end = Math.max(end, trace.micros(event));
		(handlers[event.type] as (event: Event, memory: Memory) => void)(event, memory);
	}
	for (const process of memory.exits.keys()) endOrphans(memory, process);
	trace.endAll('', end, {outcome: 'unfinished'});
	return {
		traceEvents: trace.entries(),
		displayTimeUnit: 'ms',
		otherData: {program: 'durable-tui', startedAt: new Date(first).toISOString()},
	};
};
