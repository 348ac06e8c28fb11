import {expect, test} from 'vitest';
import {traceOf} from '../../source/recording/trace.js';
import type {TraceEvent} from '../../source/recording/trace-builder.js';
import {begun, epoch} from '../helpers/log.js';

/** p1 executes A and dies amid B; p2 takes over; C throws once; a freeze makes a second holder; a sleep is shortened. */
const story = () => {
	const log = begun();
	log.execute(['worker-A']);
	log.create('worker-B');
	log.start('worker-B');
	log.wait(500).exit('p1');
	log.wait(2).interrupt('worker-B');
	log.acquire('p2');
	log.replay('p2', 'worker-A');
	log.start('worker-B', 'p2');
	log.wait(100).process('frozen', 'p2');
	log.spawn('p3');
	log.wait(1000).task('lease.expired', 'p2');
	log.acquire('p3');
	log.start('worker-B', 'p3');
	log.wait(200).process('thawed', 'p2');
	log.wait(50).succeed('worker-B', 'p2');
	log.refuse('worker-B', 'p2');
	log.wait(50).succeed('worker-B', 'p3');
	log.record('worker-B', 'p3');
	log.sleep(5000, 'p3').wait(700);
	log.shorten(log.at + 100);
	log.wait(100).wake(log.at);
	log.acquire('p3');
	log.create('worker-C');
	log.start('worker-C', 'p3');
	return log;
};

const trace = traceOf(story().events);
const entries = trace.traceEvents;
const named = (pattern: RegExp) => entries.filter(entry => pattern.test(entry.name));
const trackName = ({pid, tid}: TraceEvent, what = 'thread_name') =>
	entries.find(entry => entry.name === what && entry.pid === pid && (what === 'process_name' || entry.tid === tid))
		?.args?.name;
const span = (pattern: RegExp) =>
	named(pattern)
		.filter(entry => entry.ph === 'X')
		.map(entry => ({from: entry.ts, for: entry.dur, track: trackName(entry), outcome: entry.args?.outcome}));

test('attempts are spans on the track of their lane, with how they ended', () => {
	expect(span(/^worker-/)).toEqual([
		{from: 0, for: 1_000_000, track: 'worker-A', outcome: 'succeeded'},
		{from: 1_000_000, for: 502_000, track: 'worker-B', outcome: 'interrupted'},
		{from: 1_502_000, for: 1_350_000, track: 'worker-B', outcome: 'succeeded'},
		{from: 2_602_000, for: 300_000, track: 'worker-B (2)', outcome: 'succeeded'},
		{from: 3_702_000, for: 0, track: 'worker-C', outcome: 'unfinished'},
	]);
});

test('processes live on tracks of their own, until they exit or the log ends', () => {
	expect(span(/^p\d \(pid/)).toEqual([
		{from: 0, for: 1_500_000, track: 'p1', outcome: undefined},
		{from: 0, for: 3_702_000, track: 'p2', outcome: 'unfinished'},
		{from: 1_602_000, for: 2_100_000, track: 'p3', outcome: 'unfinished'},
	]);
	expect(named(/^p1 \(pid/)[0]?.args).toMatchObject({pid: 41_201, signal: 'SIGKILL'});
	expect(named(/^p1 \(pid/).map(entry => trackName(entry, 'process_name'))).toEqual(['processes']);
	expect(named(/^worker-A/).map(entry => trackName(entry, 'process_name'))).toEqual(['mutex/test']);
});

test('leases and freezes may overlap: they are asynchronous, each with an end', () => {
	const pairs = (pattern: RegExp) => named(pattern).map(({ph, ts, id}) => `${ph}${id} ${ts}`);
	expect(pairs(/^frozen/)).toHaveLength(2);
	const [begin, end] = named(/^frozen/);
	expect([begin?.ph, end?.ph, begin?.ts, end?.ts]).toEqual(['b', 'e', 1_602_000, 2_802_000]);
	const leases = named(/^holds mutex\/test/);
	expect(leases.filter(({ph}) => ph === 'b').map(({ts}) => ts)).toEqual([0, 1_502_000, 2_602_000, 3_702_000]);
	const ends = leases.filter(({ph}) => ph === 'e');
	expect(ends.map(({ts}) => ts)).toEqual([1_500_000, 2_602_000, 2_902_000, 3_702_000]);
	expect(new Set(ends.map(({id}) => id)).size).toBe(4);
});

test('records, replays, refused writes, faults and the sleep are there', () => {
	const instants = (pattern: RegExp) => named(pattern).map(entry => [entry.ph, entry.s, entry.ts, trackName(entry)]);
	expect(instants(/^replayed/)).toEqual([['i', 't', 1_502_000, 'worker-A']]);
	expect(instants(/^recorded/)).toEqual([
		['i', 't', 1_000_000, 'worker-A'],
		['i', 't', 2_902_000, 'worker-B'],
		['i', 't', 3_702_000, 'sleep'],
	]);
	expect(instants(/rejected \(409\)/)).toEqual([['i', 'g', 2_852_000, 'worker-B']]);
	expect(instants(/^sleep shortened/)).toEqual([['i', 't', 3_602_000, 'sleep']]);
	expect(span(/^durable sleep/)).toEqual([{from: 2_902_000, for: 800_000, track: 'sleep', outcome: undefined}]);
});

test('the format: whole microseconds from 0 in order, plain JSON, spans of a track never overlap', () => {
	expect(JSON.parse(JSON.stringify(trace))).toEqual(trace);
	expect(trace.otherData.startedAt).toBe(new Date(epoch).toISOString());
	const shown = entries.filter(({ph}) => ph !== 'M');
	expect(shown.map(({ts}) => ts)).toEqual(shown.map(({ts}) => ts).toSorted((a, b) => a - b));
	for (const {ts, dur = 0, ph, s, id} of entries) {
		expect(Number.isSafeInteger(ts) && ts >= 0 && Number.isSafeInteger(dur) && dur >= 0).toBe(true);
		expect(s !== undefined).toBe(ph === 'i');
		expect(id !== undefined).toBe(ph === 'b' || ph === 'e');
	}
	const ends = new Map<string, number>();
	for (const {ph, pid, tid, ts, dur = 0} of shown) {
		if (ph !== 'X') continue;
		expect(ts).toBeGreaterThanOrEqual(ends.get(`${pid} ${tid}`) ?? 0);
		ends.set(`${pid} ${tid}`, ts + dur);
	}
	for (const entry of shown) {
		expect(trackName(entry)).toBeTypeOf('string');
		expect(trackName(entry, 'process_name')).toBeTypeOf('string');
	}
});

test('a log that ends amid everything, and an empty one', () => {
	const {events} = story();
	for (let length = 0; length <= events.length; length++) {
		const {traceEvents} = traceOf(events.slice(0, length));
		const open = traceEvents.filter(({ph}) => ph === 'b').length - traceEvents.filter(({ph}) => ph === 'e').length;
		expect(open).toBe(0);
		const started = events.slice(0, length).filter(({type}) => type === 'step.started').length;
		expect(traceEvents.filter(({cat}) => cat === 'attempt')).toHaveLength(started);
	}
	expect(traceOf([]).traceEvents).toEqual([]);
});

test('a process that died and about which nobody said more ends its attempts', () => {
	const log = begun();
	log.create('worker-A');
	log.start('worker-A');
	log.wait(100).exit('p1');
	log.wait(900).spawn('p1');
	log.start('worker-A');
	log.wait(50).succeed('worker-A');
	const spans = traceOf(log.events).traceEvents.filter(({cat}) => cat === 'attempt');
	expect(spans.map(({ts, dur, args}) => [ts, dur, args?.outcome])).toEqual([
		[0, 100_000, 'interrupted'],
		[1_000_000, 50_000, 'succeeded'],
	]);
});
