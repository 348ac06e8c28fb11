import {describe, expect, it} from 'vitest';
import {fold} from '../../source/model/reduce.js';
import {lanesOf, stepOf} from '../../source/model/select.js';
import {begun, type LogBuilder, sessionDescription} from '../helpers/log.js';

const lane = (log: LogBuilder, index = 0) => lanesOf(log.state)[index];
const stateOf = (log: LogBuilder, index = 0) => lane(log, index)?.state;

describe('the state of a lane', () => {
	it('goes from waiting over running to recorded', () => {
		const log = begun();
		const seen = [stateOf(log)];
		const look = () => seen.push(stateOf(log));
		log.create('worker-A');
		look();
		log.start('worker-A');
		look();
		log.succeed('worker-A');
		look();
		log.record('worker-A');
		look();
		expect(seen).toEqual(['waiting', 'pending', 'running', 'running', 'recorded']);
		expect(stateOf(log, 1)).toBe('waiting');
	});

	it('is backoff while a retry will come, failed when none will, and interrupted when it died with its process', () => {
		const failing = (retryIn: number | null) => {
			const log = begun();
			log.create('worker-A');
			log.start('worker-A');
			log.fail('worker-A', retryIn);
			return log;
		};
		expect(stateOf(failing(2000))).toBe('backoff');
		expect(stateOf(failing(null))).toBe('failed');
		const dead = failing(2000);
		dead.exit('p1');
		expect(stateOf(dead)).toBe('interrupted');
		const canceled = failing(2000);
		const before = canceled.model;
		canceled.settle('canceled');
		const after = fold(canceled.events.slice(-1), before);
		const states = [before, after].map(model => {
			const run = model.runs.get(canceled.run);
			return run && lanesOf(run)[0]?.state;
		});
		expect(states).toEqual(['backoff', 'interrupted']);
	});

	it('is interrupted after a kill, in the function or before the record, until somebody runs it again', () => {
		for (const returned of [false, true]) {
			const log = begun();
			log.create('worker-A');
			log.start('worker-A');
			if (returned) log.succeed('worker-A');
			log.exit('p1');
			expect(stateOf(log)).toBe('interrupted');
			log.acquire('p2');
			log.start('worker-A', 'p2');
			expect(stateOf(log)).toBe('running');
		}
	});

	it('is recorded when the record arrives after the death', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.succeed('worker-A');
		log.exit('p1');
		log.record('worker-A');
		expect(stateOf(log)).toBe('recorded');
	});

	it('is running while one of two processes executes it', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.process('frozen', 'p1');
		log.acquire('p2');
		log.start('worker-A', 'p2');
		log.fail('worker-A', 2000, 'p2');
		expect(stateOf(log)).toBe('running');
	});

	it('is sleeping, pending, or rejected', () => {
		const log = begun(sessionDescription).sleep(1000);
		log.create('approval', {kind: 'promise'});
		log.create('bad');
		log.add({type: 'step.recorded', step: log.id('bad'), state: 'timedout'});
		const states = Object.fromEntries(lanesOf(log.state).map(each => [each.label, each.state]));
		expect(states).toMatchObject({sleep: 'sleeping', approval: 'pending', bad: 'rejected', login: 'waiting'});
		log.wake(log.at);
		expect(lanesOf(log.state)[7]?.state).toBe('recorded');
	});
});

describe('the lanes of a run', () => {
	it('are there before their steps, and keep their keys when these are created', () => {
		const log = begun();
		const keys = lanesOf(log.state).map(each => each.key);
		log.execute(['worker-A', 'worker-B']);
		expect(lanesOf(log.state).map(each => each.key)).toEqual(keys);
		expect(stepOf(log.state, keys[1] ?? '')?.label).toBe('worker-B');
		expect(stepOf(log.state, 'worker-B')?.id).toBe(log.id('worker-B'));
		expect(stepOf(log.state, log.id('worker-B'))?.label).toBe('worker-B');
		expect(stepOf(log.state, 'worker-E')).toBeNull();
	});

	it('give equal labels to their steps in order', () => {
		const log = begun({title: 'x', lanes: ['view', 'buy', 'view']});
		const step = (id: string, label: string) =>
			log.add({type: 'step.created', step: id, parent: log.run, kind: 'run', name: 'f', label});
		step('x:0', 'view');
		expect(lanesOf(log.state).map(each => each.step?.id)).toEqual(['x:0', undefined, undefined]);
		step('x:1', 'buy');
		step('x:2', 'view');
		step('x:3', 'view');
		expect(lanesOf(log.state).map(each => each.step?.id)).toEqual(['x:0', 'x:1', 'x:2', 'x:3']);
	});

	it('indent the steps of steps', () => {
		const log = begun({title: 'x'});
		log.create('outer');
		log.create('inner', {parent: log.id('outer')});
		log.create('innermost', {parent: log.id('inner')});
		log.create('next');
		expect(lanesOf(log.state).map(each => each.depth)).toEqual([0, 1, 2, 0]);
	});

	it('stands below the workflow that called it, though another workflow called in between', () => {
		const log = begun({title: 'tree'});
		log.create('left', {kind: 'rpc'});
		log.create('right', {kind: 'rpc'});
		log.create('of right', {parent: log.id('right')});
		log.create('of left', {parent: log.id('left')});
		expect(lanesOf(log.state).map(each => each.label)).toEqual(['left', 'of left', 'right', 'of right']);
	});

	it('count executed and replayed apart, and know which was last', () => {
		const log = begun().execute(['worker-A']);
		expect(lane(log)).toMatchObject({executed: 1, replayed: 0, servedLast: false});
		log.exit('p1');
		log.acquire('p2');
		log.replay('p2', 'worker-A');
		expect(lane(log)).toMatchObject({executed: 1, replayed: 1, servedLast: true});
	});

	it('carry the faults that wait for them: by label at the next one without a record, or by id', () => {
		const log = begun({title: 'x', lanes: ['a', 'a', 'b']});
		const id = log.arm('a', 'kill', 'after-effect');
		const armed = () => lanesOf(log.state).map(each => each.armed.map(fault => fault.id));
		expect(armed()).toEqual([[id], [], []]);
		log.execute(['a']);
		expect(armed()).toEqual([[], [id], []]);
		log.add({type: 'fault.injected', id, fault: 'kill', target: 'a', placement: 'after-effect'});
		expect(armed()).toEqual([[], [], []]);
		expect(log.state.injuries).toHaveLength(1);
		log.create('b');
		const other = log.arm(log.id('b'));
		expect(armed()[2]).toEqual([other]);
		log.add({type: 'fault.disarmed', id: other});
		expect(armed()[2]).toEqual([]);
	});

	it('never let a control character out of a label', () => {
		const log = begun({title: 'x', lanes: ['\u001b[31mred\u001b[0m']});
		log.create('two\nlines\u0007');
		expect(lanesOf(log.state).map(each => each.label)).toEqual(['red', 'two lines']);
		log.create('\u001b[31mred\u001b[0m');
		expect(lanesOf(log.state)[0]).toMatchObject({label: 'red', state: 'pending'});
	});
});
