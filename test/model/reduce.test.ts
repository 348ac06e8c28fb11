import {describe, expect, it} from 'vitest';
import type {Model} from '../../source/model/model.js';
import {fold, reduce} from '../../source/model/reduce.js';
import {
	currentRun,
	holderOf,
	holdingProcess,
	latestFailure,
	pendingSleep,
	runningAttempts,
	stateName,
	workflows,
} from '../../source/model/select.js';
import {begun, epoch, LogBuilder, sessionDescription} from '../helpers/log.js';

const attempts = (log: LogBuilder, label: string) =>
	log.state.steps
		.find(step => step.label === label)
		?.attempts.map(({number, local, process, state}) => ({
			...{number, local, process, state},
		}));

describe('attempts', () => {
	it('are numbered over all processes, and keep the number that their process gave them', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.fail('worker-A');
		log.wait(2000).start('worker-A');
		log.exit('p1');
		log.acquire('p2');
		log.start('worker-A', 'p2');
		expect(attempts(log, 'worker-A')).toEqual([
			{number: 1, local: 1, process: 'p1', state: 'failed'},
			{number: 2, local: 2, process: 'p1', state: 'interrupted'},
			{number: 3, local: 1, process: 'p2', state: 'running'},
		]);
	});

	it('never go on after the exit of their process, whichever event comes first', () => {
		const exitFirst = begun();
		exitFirst.create('worker-A');
		exitFirst.start('worker-A');
		exitFirst.exit('p1');
		exitFirst.interrupt('worker-A');
		const interruptFirst = begun();
		interruptFirst.create('worker-A');
		interruptFirst.start('worker-A');
		interruptFirst.interrupt('worker-A');
		interruptFirst.exit('p1');
		for (const log of [exitFirst, interruptFirst]) {
			expect(runningAttempts(log.state)).toEqual([]);
			expect(holderOf(log.state)).toEqual([]);
			expect(log.state.deaths).toBe(1);
		}
	});

	it('whose start arrives after the death of their process are over at once', () => {
		const log = begun();
		log.create('worker-A');
		log.exit('p1');
		log.start('worker-A', 'p1');
		log.acquire('p2');
		log.start('worker-A', 'p2');
		expect(attempts(log, 'worker-A')?.map(each => each.state)).toEqual(['interrupted', 'running']);
		expect(log.state.mostHolders).toBe(1);
	});

	it('of a killed process do not come back by its late messages', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.exit('p1');
		log.succeed('worker-A');
		log.fail('worker-A');
		expect(attempts(log, 'worker-A')?.map(each => each.state)).toEqual(['interrupted']);
	});

	it('end by their own number when one process executes a step twice at the same time', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.start('worker-A');
		log.fail('worker-A');
		expect(attempts(log, 'worker-A')?.map(each => each.state)).toEqual(['running', 'failed']);
	});

	it('tell the failure that was last, with its retry', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.fail('worker-A', 2000);
		log.wait(2000).start('worker-A');
		log.fail('worker-A', 4000, 'p1', 'again');
		expect(latestFailure(log.state)?.attempt).toMatchObject({number: 2, error: 'again', retryAt: log.at + 4000});
	});
});

describe('who holds', () => {
	it('counts the attempt of a frozen process as a holder, beside the one that took over', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.process('frozen', 'p1');
		log.task('lease.expired', 'p1');
		log.acquire('p2');
		log.start('worker-A', 'p2');
		expect(holderOf(log.state).map(({attempt}) => attempt.process)).toEqual(['p1', 'p2']);
		expect(holdingProcess(log.state)).toBe('p2');
		expect(log.state.overlap).toMatchObject({until: null, processes: ['p1', 'p2']});
		log.exit('p1');
		expect(holderOf(log.state).map(({attempt}) => attempt.process)).toEqual(['p2']);
		expect(log.state).toMatchObject({mostHolders: 2, overlap: {until: log.at, untilSeq: log.events.length}});
	});

	it('is the process with the lease, nobody while the run is suspended, and its death is that of the last one', () => {
		const log = begun(sessionDescription);
		expect(holdingProcess(log.state)).toBe('p1');
		log.sleep(5000);
		expect(holdingProcess(log.state)).toBeNull();
		expect(log.model.processes[0]?.holding).toEqual([]);
		log.exit('p2');
		expect(log.state.deaths).toBe(0);
		log.exit('p1');
		expect(log.state.deaths).toBe(1);
		expect(pendingSleep(log.state)?.sleep.survived).toBe(1);
	});

	it('counts the death of a process that only believed that it held the run, whichever event comes first', () => {
		for (const interruptFirst of [true, false]) {
			const log = begun();
			log.create('worker-A');
			log.start('worker-A');
			log.process('frozen', 'p1');
			log.task('lease.expired', 'p1');
			log.acquire('p2');
			if (interruptFirst) log.interrupt('worker-A', 'p1');
			log.exit('p1');
			expect(log.state.deaths).toBe(1);
		}
	});

	it('is one process for the store, even if nobody said that a lease expired', () => {
		const log = begun();
		log.acquire('p2');
		expect(log.state.holds.map(({end}) => end)).toEqual(['expired', undefined]);
		expect(log.model.processes.map(({holding}) => holding.length)).toEqual([0, 1]);
	});

	it('follows the lease from process to process', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.process('cut', 'p1');
		log.task('lease.expired', 'p1');
		log.acquire('p2');
		const [p1, p2] = log.model.processes;
		expect(p1).toMatchObject({state: 'cut', holding: []});
		expect(p2?.holding).toEqual([log.run]);
		expect(log.state.holds.map(({process, end}) => [process, end])).toEqual([
			['p1', 'expired'],
			['p2', undefined],
		]);
	});
});

describe('processes', () => {
	it('stay frozen while they are also cut off, and are ready when both are over', () => {
		const log = begun();
		const states = (['frozen', 'cut', 'thawed', 'healed'] as const).map(what => {
			log.wait(100).process(what, 'p1');
			return log.model.processes[0]?.state;
		});
		expect(states).toEqual(['frozen', 'frozen', 'cut', 'ready']);
		expect(log.model.processes[0]).toMatchObject({
			frozen: [{from: epoch + 100, until: epoch + 300}],
			cut: [{from: epoch + 200, until: epoch + 400}],
		});
	});
});

describe('a run that is over', () => {
	it('is not touched by what its canceled functions still do', () => {
		const log = begun();
		log.create('worker-A');
		log.create('worker-B');
		log.start('worker-A');
		log.arm('worker-B');
		log.settle('canceled');
		const before = log.state;
		expect(runningAttempts(before)).toEqual([]);
		expect(before.armed).toEqual([]);
		log.succeed('worker-A');
		log.record('worker-A');
		log.start('worker-B');
		log.acquire('p2');
		log.settle('resolved');
		log.add({type: 'position', process: 'p1', file: 'x.ts', line: 3});
		log.exit('p1');
		expect({...log.state, holds: []}).toEqual({...before, holds: []});
		expect(log.model.processes.map(process => process.holding)).toEqual([[], []]);
	});

	it('still learns what a frozen process does when it comes back', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.process('frozen', 'p1');
		log.task('lease.expired', 'p1');
		log.acquire('p2');
		log.execute(['worker-A'], 'p2');
		log.settle();
		expect(runningAttempts(log.state).map(({attempt}) => attempt.process)).toEqual(['p1']);
		log.process('thawed', 'p1');
		log.succeed('worker-A', 'p1');
		log.refuse('worker-A');
		expect(runningAttempts(log.state)).toEqual([]);
		expect(log.state.steps[0]?.rejected).toHaveLength(1);
		expect(log.state.steps[0]?.records).toBe(1);
	});

	it('leaves the next run of its workflow alone', () => {
		const log = begun(undefined, 'mutex/first');
		log.create('worker-A');
		log.start('worker-A');
		log.settle('canceled');
		const second = new LogBuilder('mutex/second');
		second.begin(undefined, 'p3');
		const renumbered = second.events.map((event, index) => ({...event, seq: log.events.length + index + 1}));
		const late = {...log.events[log.events.length - 2], seq: log.events.length + renumbered.length + 1};
		const model = fold([...log.events, ...renumbered, late as (typeof renumbered)[number]]);
		expect(workflows(model)).toEqual(['mutex']);
		expect(currentRun(model, 'mutex')).toMatchObject({id: 'mutex/second', steps: []});
	});
});

describe('the states of a session', () => {
	it('are entered when their step is recorded, the first one at the start', () => {
		const log = begun(sessionDescription);
		const names = [stateName(log.state)];
		for (const label of ['login', 'page_view', 'idle', 'expire', 'cleanup']) {
			log.execute([label], 'p1', {name: 'step', ms: 100});
			names.push(stateName(log.state));
		}
		expect(names).toEqual(['login', 'active', 'active', 'idle', 'expired', 'cleaned up']);
		expect(log.state.states.map(state => (state.at ?? 0) - epoch)).toEqual([0, 100, 300, 400, 500]);
	});

	it('are not entered by a step that was rejected', () => {
		const log = begun(sessionDescription);
		log.create('login');
		log.add({type: 'step.recorded', step: log.id('login'), state: 'rejected'});
		expect(stateName(log.state)).toBe('login');
	});
});

describe('events that do not fit', () => {
	it('out of time order: the log decides what was first, and the latest stamp is the time', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.wait(1000).succeed('worker-A');
		log.add({type: 'step.recorded', step: log.id('worker-A'), state: 'resolved'}, {at: log.at - 5});
		expect(log.model.at).toBe(log.at);
		expect(log.state.steps[0]?.record?.at).toBe(log.at - 5);
		log.create('worker-B');
		log.start('worker-B');
		expect(log.state.mostHolders).toBe(1);
	});

	it('a second record: the first one stays, for a promise is settled once', () => {
		const log = begun().execute(['worker-A']);
		const first = log.state.steps[0]?.record;
		log.wait(10).record('worker-A', 'p2');
		expect(log.state.steps[0]).toMatchObject({record: first, records: 2});
	});

	it('of unknown steps and runs, or twice, change nothing but the place in the log', () => {
		const log = begun();
		log.create('worker-A');
		const before = log.model;
		const run = log.state;
		log.add({type: 'step.started', step: 'nobody', attempt: 1, process: 'p1'});
		log.add({type: 'step.started', step: log.id('worker-A'), attempt: 1, process: 'p1'}, {run: 'other/run'});
		const created = log.events.find(each => each.type === 'step.created');
		if (created) log.add({...created});
		log.spawn('p1');
		const after: Model = log.model;
		expect(after.runs.get(log.run)).toEqual(run);
		expect(after.processes).toEqual(before.processes);
		expect(after.seq).toBe(log.events.length);
	});
});

it('shares what did not change', () => {
	const log = begun().execute(['worker-A', 'worker-B']);
	const before = log.model;
	log.wait(5).create('worker-C');
	const last = log.events.at(-1);
	const after = last ? reduce(before, last) : before;
	expect(after.processes).toBe(before.processes);
	expect(after.runs.get(log.run)?.steps[0]).toBe(before.runs.get(log.run)?.steps[0]);
	expect(before.runs.get(log.run)?.steps).toHaveLength(2);
});
