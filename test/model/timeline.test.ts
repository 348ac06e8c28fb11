import {describe, expect, it} from 'vitest';
import {lanesOf} from '../../source/model/select.js';
import {
	type LaneCell,
	laneCells,
	type ProcessCell,
	processCells,
	timeAxis,
	windowOf,
} from '../../source/model/timeline.js';
import {begun, epoch, type LogBuilder, sessionDescription} from '../helpers/log.js';

const glyphs: Record<LaneCell | ProcessCell, string> = {
	empty: ' ',
	open: ',',
	waiting: '.',
	holding: '#',
	done: '=',
	tried: '+',
	failed: 'x',
	backoff: '-',
	'backoff-left': '_',
	interrupted: '%',
	'interrupted-mark': 'X',
	replayed: 'o',
	frozen: ':',
	double: '2',
	sleep: '~',
	'sleep-left': '"',
	deadline: ']',
	armed: '!',
	standby: 's',
	cut: 'c',
	exit: 'E',
};
const draw = (cells: ReadonlyArray<LaneCell | ProcessCell>) => cells.map(cell => glyphs[cell]).join('');

/** One cell is half a second. */
const axis = timeAxis({from: epoch, to: epoch + 10_000, cells: 20});
const lane = (log: LogBuilder, index = 0, on = axis) => {
	const found = lanesOf(log.state)[index];
	return found ? draw(laneCells(found, log.state, log.model, on, log.at)) : null;
};
const process = (log: LogBuilder, index = 0) => {
	const found = log.model.processes[index];
	return found ? draw(processCells(found, log.model, log.state, axis, log.at)) : null;
};

describe('the cells of a lane', () => {
	it('show waiting, holding and done one after the other', () => {
		const log = begun().execute(['worker-A'], 'p1', {ms: 2000});
		log.create('worker-B');
		log.start('worker-B');
		log.wait(1250);
		log.add({type: 'pace.changed', pace: 1});
		expect(lane(log, 0)).toBe('====                ');
		expect(lane(log, 1)).toBe('....###             ');
		expect(lane(log, 2)).toBe('.......             ');
	});

	it('show where an attempt threw, the wait for its retry, past and to come, and the retry', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.wait(1500).fail('worker-A', 2000);
		log.wait(1000);
		expect(lane(log)).toBe('++x--__             ');
		log.wait(1000).start('worker-A');
		log.wait(1000);
		expect(lane(log)).toBe('++x----##           ');
	});

	it('show a kill, nobody, and the attempt that followed', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.wait(2000).exit('p1');
		log.wait(1000);
		expect(lane(log)).toBe('%%%X..              ');
		log.acquire('p2');
		log.start('worker-A', 'p2');
		log.wait(1000);
		expect(lane(log)).toBe('%%%X..##            ');
		expect(process(log, 0)).toBe('###E                ');
		expect(process(log, 1)).toBe('ssssss##            ');
	});

	it('show the backoff only until the process died with it', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.wait(500).fail('worker-A', 4000);
		log.wait(1000).exit('p1');
		log.wait(1000);
		expect(lane(log)).toBe('x--..               ');
	});

	it('show a replay at the moment at which the record was served', () => {
		const log = begun().execute(['worker-A'], 'p1', {ms: 1000});
		log.wait(2000).acquire('p2');
		log.replay('p2', 'worker-A').wait(1000);
		expect(lane(log)).toBe('==    o             ');
	});

	it('show a frozen holder, and two holders at the same time', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.wait(1000).process('frozen', 'p1');
		log.wait(2000).task('lease.expired', 'p1');
		log.acquire('p2');
		log.wait(500).start('worker-A', 'p2');
		log.wait(1000).succeed('worker-A', 'p2');
		log.record('worker-A', 'p2');
		log.wait(500).process('thawed', 'p1');
		log.wait(1000).succeed('worker-A', 'p1');
		expect(lane(log)).toBe('==:::::22:==        ');
		expect(process(log, 0)).toBe('##::::::::##        ');
	});

	it('show a process that was cut off', () => {
		const log = begun();
		log.wait(1000).process('cut', 'p1');
		log.wait(1000).process('healed', 'p1');
		log.wait(1000);
		expect(process(log, 0)).toBe('##cc##              ');
	});

	it('show a sleep up to its deadline, and how much is left', () => {
		const log = begun(sessionDescription).wait(1000).sleep(4000);
		log.wait(2000);
		expect(lane(log, 7)).toBe('..~~~~""""]         ');
		log.shorten(log.at + 1000);
		expect(lane(log, 7)).toBe('..~~~~""]           ');
		log.wait(1000).wake(log.at);
		log.wait(2000);
		expect(lane(log, 7)).toBe('..~~~~~~]           ');
		expect(lane(log, 8)).toBe('............        ');
	});

	it('give an attempt shorter than a cell one cell, and let what went wrong win over what went well', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.wait(10).fail('worker-A', 10);
		log.wait(10).start('worker-A');
		log.wait(10).succeed('worker-A');
		log.record('worker-A');
		log.create('worker-B');
		log.start('worker-B');
		log.wait(10).succeed('worker-B');
		log.record('worker-B');
		expect(lane(log, 0)).toBe('x                   ');
		expect(lane(log, 1)).toBe('=                   ');
	});

	it('mark an armed fault beside the present', () => {
		const log = begun().wait(1000);
		log.arm('worker-B');
		expect(lane(log, 1)).toBe('..!                 ');
	});

	it('stop waiting when the run is over', () => {
		const log = begun().wait(1000);
		log.settle('rejected');
		log.wait(5000);
		log.add({type: 'pace.changed', pace: 1});
		expect(lane(log)).toBe('..                  ');
	});

	it('show a zoomed window only, with what reaches into it', () => {
		const log = begun().execute(['worker-A', 'worker-B', 'worker-C'], 'p1', {ms: 2000});
		const zoomed = timeAxis({from: epoch + 3000, to: epoch + 5000, cells: 20, exact: true});
		expect(lane(log, 0, zoomed)).toBe(' '.repeat(20));
		expect(lane(log, 1, zoomed)).toBe(`${'='.repeat(10)}${' '.repeat(10)}`);
		expect(lane(log, 2, zoomed)).toBe(`${'.'.repeat(10)}${'='.repeat(10)}`);
	});

	it('fill the row exactly, whatever its width', () => {
		const log = begun().execute(['worker-A']);
		for (const cells of [1, 2, 3, 7, 79, 400]) {
			const narrow = timeAxis({from: epoch, to: log.at, cells});
			for (const each of lanesOf(log.state))
				expect(laneCells(each, log.state, log.model, narrow, log.at)).toHaveLength(cells);
		}
	});
});

describe('the time axis', () => {
	const labels = (seconds: number, cells = 80, now?: number) =>
		timeAxis({from: epoch, to: epoch + seconds * 1000, cells, now})
			.ticks.map(tick => tick.label)
			.join(' ');

	it('grows in steps', () => {
		const span = (ms: number) => {
			const {from, to} = timeAxis({from: epoch, to: epoch + ms, cells: 80});
			return (to - from) / 1000;
		};
		expect([1, 9_999, 10_001, 16_000, 61_000, 100_000, 400_000, 4_000_000].map(span)).toEqual([
			10, 10, 15, 20, 90, 120, 600, 7200,
		]);
	});

	it('labels even times that do not run into each other or over the end', () => {
		expect(labels(10)).toBe('0s 2s 4s 6s 8s');
		expect(labels(100)).toBe('0s 15s 30s 45s 1m 1m15s 1m30s 1m45s');
		expect(labels(3600)).toBe('0s 10m 20m 30m 40m 50m');
		for (const seconds of [1, 7, 33, 200, 5000]) {
			for (const cells of [1, 5, 20, 60, 133]) {
				const axis = timeAxis({from: epoch, to: epoch + seconds * 1000, cells, now: epoch + seconds * 800});
				let end = -1;
				for (const tick of axis.ticks) {
					expect(tick.cell).toBeGreaterThan(end);
					end = tick.cell + tick.label.length;
					expect(end).toBeLessThanOrEqual(cells);
				}
			}
		}
	});

	it('writes now where it is, and leaves out what is in its way', () => {
		expect(labels(10, 80, epoch + 6100)).toBe('0s 2s 4s now 8s');
		expect(labels(10, 80, epoch + 10_000)).toBe('0s 2s 4s 6s 8s now');
	});

	it('keeps labels on the axis when a zoomed window ends just after an even time', () => {
		const {ticks} = timeAxis({from: epoch, to: epoch + 10_100, cells: 60, exact: true});
		expect(ticks.map(tick => tick.label)).toEqual(['0s', '2s', '4s', '6s', '8s']);
	});

	it('counts from the origin when it is zoomed', () => {
		const {ticks} = timeAxis({from: epoch + 60_000, to: epoch + 62_000, cells: 40, exact: true, origin: epoch});
		expect(ticks.map(tick => tick.label)).toEqual(['1m', '1m0.5s', '1m1s', '1m1.5s']);
	});

	it('finds the cell of a time and the time of a cell', () => {
		expect([0, 499, 500, 9999, 10_000, 10_500, -1].map(at => axis.cellOf(epoch + at))).toEqual([
			0, 0, 1, 19, 19, 21, -1,
		]);
		expect(axis.timeOf(3)).toBe(epoch + 1500);
	});
});

it('a fitted window shows the deadline of a sleep before it comes', () => {
	const log = begun(sessionDescription).wait(1000).sleep(30_000);
	expect(windowOf(log.state, log.at)).toEqual({from: epoch, to: epoch + 31_000});
	log.wait(2000).shorten(log.at);
	log.wake(log.at);
	log.settle();
	expect(windowOf(log.state, log.at + 99_000)).toEqual({from: epoch, to: epoch + 3000});
});
