import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Event} from '../../source/events.js';
import {createHistory} from '../../source/model/history.js';
import {emptyModel} from '../../source/model/model.js';
import {fold} from '../../source/model/reduce.js';
import {LogBuilder} from '../helpers/log.js';

/** Runs one after the other, each with so many steps, a kill, and a replay of all that came before. */
function longLog(length: number, stepsPerRun: number): readonly Event[] {
	const events: Event[] = [];
	for (let run = 1; events.length < length; run++) {
		const log = new LogBuilder(`long/${run}`);
		const [first, second] = [`p${2 * run - 1}`, `p${2 * run}`];
		log.begin({title: 'long', exclusive: {resource: 'r', functions: ['accessResource']}}, first, second);
		log.acquire(first);
		const labels = Array.from({length: stepsPerRun}, (_, index) => `step-${index}`);
		const half = stepsPerRun >> 1;
		log.execute(labels.slice(0, half), first);
		log.exit(first);
		log.acquire(second);
		log.replay(second, ...labels.slice(0, half)).execute(labels.slice(half), second);
		log.settle();
		for (const event of log.events) events.push({...event, seq: events.length + 1});
	}
	return events.slice(0, length);
}

describe('time travel', () => {
	it('sees at any place what folding the log up to there makes, in any order of looks', () => {
		const events = longLog(400, 20);
		fc.assert(
			fc.property(
				fc.integer({min: 1, max: events.length}),
				fc.integer({min: 1, max: 50}),
				fc.array(fc.integer({min: 0, max: 420}), {minLength: 1, maxLength: 12}),
				(length, distance, seeks) => {
					const log = events.slice(0, length);
					const history = createHistory(log, distance);
					for (const seq of seeks) expect(history.modelAt(seq)).toEqual(fold(log.slice(0, seq)));
				},
			),
			{numRuns: 60},
		);
	});

	it('goes on while somebody looks at the past', () => {
		const events = longLog(300, 10);
		const history = createHistory(events.slice(0, 100), 16);
		const past = history.modelAt(50);
		for (const event of events.slice(100)) history.append(event);
		expect(history.modelAt(50)).toEqual(past);
		expect(history.latest()).toEqual(fold(events));
		expect(history.modelAt(0)).toBe(emptyModel);
		expect(history.modelAt(250)).toEqual(fold(events.slice(0, 250)));
		expect(history.eventAt(200)).toBe(events[199]);
		expect(history.eventAt(301)).toBeNull();
	});

	it('finds its way in a log that begins or jumps somewhere else', () => {
		const events = longLog(100, 10).filter(event => event.seq > 10 && event.seq % 7 !== 0);
		const history = createHistory(events, 8);
		for (const seq of [5, 11, 14, 50, 99]) {
			expect(history.modelAt(seq)).toEqual(fold(events.filter(event => event.seq <= seq)));
		}
		expect(history.eventAt(14)).toBeNull();
	});

	it.each([10, 20_000])('reaches any place in 100,000 events in less than a frame, with %i steps a run', steps => {
		const history = createHistory(longLog(100_000, steps));
		const seeks = Array.from({length: 60}, (_, index) => (index * 37_717) % 100_000);
		const times = seeks.map(seq => {
			const start = performance.now();
			history.modelAt(seq);
			return performance.now() - start;
		});
		const median = times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
		expect(median).toBeLessThan(16);
	});

	it('never changes a model that somebody has', () => {
		const events = longLog(200, 10);
		const history = createHistory(events.slice(0, 100), 32);
		const seen = [0, 31, 32, 63, 90, 100].map(seq => ({seq, model: history.modelAt(seq)}));
		for (const event of events.slice(100)) history.append(event);
		for (let seq = 200; seq > 0; seq -= 7) history.modelAt(seq);
		for (const {seq, model} of seen) expect(model).toEqual(fold(events.slice(0, seq)));
	});
});
