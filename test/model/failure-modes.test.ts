import {describe, expect, it} from 'vitest';
import {judge} from '../../source/model/judge.js';
import {fold} from '../../source/model/reduce.js';
import {lanesOf} from '../../source/model/select.js';
import {begun, epoch, type LogBuilder, sessionDescription} from '../helpers/log.js';

const verdicts = (log: LogBuilder) =>
	Object.fromEntries(judge(log.state, log.model).map(({id, verdict, evidence}) => [id, `${verdict}: ${evidence}`]));
const executed = (log: LogBuilder) =>
	lanesOf(log.state)
		.map(lane => `${lane.label.at(-1)}${lane.executed}`)
		.join(' ');

const workers = ['worker-A', 'worker-B', 'worker-C', 'worker-D', 'worker-E'];
const activities = ['page_view', 'search', 'product_view', 'add_to_cart', 'checkout_started'];

describe('the failure modes of the mutex', () => {
	it('a worker throws once: the ones before it are not re-run, the ones after it start later', () => {
		const log = begun().execute(['worker-A', 'worker-B']);
		log.create('worker-C');
		log.start('worker-C');
		log.wait(500).fail('worker-C', 2000);
		expect(verdicts(log)['nothing-held']).toBe('open: retry to come');
		log.wait(2000).execute(['worker-C', 'worker-D', 'worker-E']);
		log.settle();

		expect(executed(log)).toBe('A1 B1 C2 D1 E1');
		expect(verdicts(log)).toEqual({
			'one-holder': 'holds: at most 1',
			'never-re-ran': 'holds: 0 re-ran',
			'recorded-once': 'holds: 5 of 5',
			'side-effects': 'note: A1 B1 C2 D1 E1',
			'nothing-held': 'holds: 1 failure, freed',
		});
	});

	it('a failure before anything was recorded proves nothing about records', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.fail('worker-A');
		log.wait(2000).execute(['worker-A']);
		expect(verdicts(log)['never-re-ran']).toBe('open: not tested yet');
	});

	it('its process is killed while a worker holds: recorded ones are served, the interrupted one executes again', () => {
		const log = begun().execute(['worker-A', 'worker-B']);
		log.create('worker-C');
		log.start('worker-C');
		log.wait(500).exit('p1');
		expect(verdicts(log)['nothing-held']).toBe('open: next to come');
		log.wait(40).acquire('p2');
		log.replay('p2', 'worker-A', 'worker-B').execute(['worker-C', 'worker-D'], 'p2');

		expect(executed(log)).toBe('A1 B1 C2 D1 E0');
		expect(lanesOf(log.state).map(lane => lane.replayed)).toEqual([1, 1, 0, 0, 0]);
		expect(log.state.deaths).toBe(1);
		expect(verdicts(log)).toEqual({
			'one-holder': 'holds: at most 1',
			'never-re-ran': 'holds: 2 replayed',
			'recorded-once': 'holds: 4 of 5',
			'side-effects': 'note: A1 B1 C2 D1',
			'nothing-held': 'holds: 1 failure, freed',
		});
	});

	it('a holder dies together with its retry: that still frees the resource', () => {
		const log = begun().execute(['worker-A']);
		log.create('worker-B');
		log.start('worker-B');
		log.wait(100).fail('worker-B', 2000);
		log.wait(100).exit('p1');
		expect(lanesOf(log.state)[1]?.state).toBe('interrupted');
		expect(verdicts(log)['nothing-held']).toBe('open: next to come');
		log.acquire('p2');
		log.replay('p2', 'worker-A').execute(['worker-B'], 'p2');
		expect(verdicts(log)['nothing-held']).toBe('holds: 1 failure, freed');
	});

	it('a run that times out after a failure that nobody followed breaks the claim', () => {
		const log = begun().execute(['worker-A']);
		log.create('worker-B');
		log.start('worker-B');
		log.fail('worker-B');
		log.wait(60_000).settle('timedout');
		expect(verdicts(log)['nothing-held']).toBe('broken: nobody followed');
	});

	it('a frozen process past its lease is a second holder, and the fence saves the record', () => {
		const log = begun().execute(['worker-A']);
		log.create('worker-B');
		const first = log.start('worker-B');
		log.wait(200).process('frozen', 'p1');
		log.wait(5000);
		const expired = log.task('lease.expired', 'p1');
		log.acquire('p2');
		log.replay('p2', 'worker-A');
		const second = log.start('worker-B', 'p2');
		log.wait(1000).succeed('worker-B', 'p2');
		log.record('worker-B', 'p2');
		log.process('thawed', 'p1');
		log.wait(300);
		log.succeed('worker-B', 'p1');
		log.refuse('worker-B', 'p1');

		expect(verdicts(log)).toMatchObject({
			'one-holder': 'broken: 2 at once, 1 s',
			'recorded-once': 'holds: 2 of 5, 1 refused',
			'side-effects': 'note: A1 B2',
			'never-re-ran': 'holds: 1 replayed',
		});
		const broken = judge(log.state, log.model).find(({id}) => id === 'one-holder');
		expect(broken?.why).toBe(
			'From 6.20 s to 7.20 s, worker-B executed twice at the same time in p1 and p2. ' +
				'p1 was frozen, so its lease expired, and the store gave the run to another process while p1 still believed that it held it.',
		);
		// p2 was done first, so the overlap ended there and not at the late end of p1.
		expect(broken?.events).toEqual([expired, second, second + 1]);
		expect(first).toBeLessThan(expired);
	});

	it('a frozen holder that sleeps through the turns of others overlaps with each of them', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.process('frozen', 'p1');
		log.wait(5000).task('lease.expired', 'p1');
		log.acquire('p2');
		log.execute(['worker-A'], 'p2');
		log.wait(200).execute(['worker-B'], 'p2');
		const end = log.events.length - 1;
		log.process('thawed', 'p1');
		log.succeed('worker-A', 'p1');
		const broken = judge(log.state, log.model).find(({id}) => id === 'one-holder');
		expect(broken?.evidence).toBe('2 at once, 2 s');
		expect(broken?.why).toMatch(/^From 5.00 s to 7.20 s, worker-A and worker-B executed at the same time in p1 and p2/);
		expect(broken?.events.at(-1)).toBe(end);
	});

	it('an overlap that goes on gets longer with time', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.process('frozen', 'p1');
		log.wait(5000).task('lease.expired', 'p1');
		log.acquire('p2');
		log.start('worker-A', 'p2');
		const before = log.model;
		log.wait(400).add({type: 'pace.changed', pace: 2});
		const after = fold(log.events.slice(-1), before);
		const evidence = [before, after].map(model => judge(model.runs.get(log.run) ?? log.state, model)[0]?.evidence);
		expect(evidence).toEqual(['2 at once, 0 ms', '2 at once, 400 ms']);
	});

	it('a process cut off past its lease says so', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.process('cut', 'p1');
		log.wait(5000).task('lease.expired', 'p1');
		log.acquire('p2');
		log.start('worker-A', 'p2');
		log.wait(250);
		log.add({type: 'pace.changed', pace: 1});
		const broken = judge(log.state, log.model).find(({id}) => id === 'one-holder');
		expect(broken).toMatchObject({verdict: 'broken', evidence: '2 at once, 250 ms'});
		expect(broken?.why).toContain('p1 was cut off from the store, so its lease expired');
		expect(broken?.why).toContain('and still do');
	});

	it('two workers that a workflow starts at once are two holders without any fault', () => {
		const log = begun();
		for (const worker of ['worker-A', 'worker-B']) log.create(worker);
		for (const worker of ['worker-A', 'worker-B']) log.start(worker);
		const broken = judge(log.state, log.model).find(({id}) => id === 'one-holder');
		expect(broken?.verdict).toBe('broken');
		expect(broken?.why).toContain('worker-A and worker-B executed at the same time in p1');
		expect(broken?.why).toContain('the workflow itself started both');
	});
});

describe('the failure modes of the session', () => {
	const login = (log: LogBuilder) => log.execute(['login'], 'p1', {name: 'loginSession'});
	const record = (log: LogBuilder, labels: readonly string[], process = 'p1') =>
		log.execute(labels, process, {name: 'recordActivity'});

	it('an activity throws once: the four before it ran once', () => {
		const log = record(login(begun(sessionDescription)), activities.slice(0, 4));
		log.create('checkout_started', {name: 'recordActivity'});
		log.start('checkout_started');
		log.fail('checkout_started');
		log.wait(2000);
		record(log, ['checkout_started']);
		expect(lanesOf(log.state).map(lane => lane.executed)).toEqual([1, 1, 1, 1, 1, 2, 0, 0, 0, 0]);
		expect(verdicts(log)).toEqual({
			'never-re-ran': 'holds: 0 re-ran',
			'recorded-once': 'holds: 5 of 5',
			'side-effects': 'note: 4 × 1, checkout_started × 2',
			'sleep-deadline': 'open: not begun',
			'once:cleanup': 'open: not yet',
		});
	});

	it('a kill between two activities: goes on at the first unrecorded one', () => {
		const log = record(login(begun(sessionDescription)), activities.slice(0, 2));
		log.exit('p1');
		log.acquire('p2');
		log.replay('p2', 'login', 'page_view', 'search');
		record(log, activities.slice(2), 'p2');
		expect(log.state.deaths).toBe(1);
		expect(verdicts(log)).toMatchObject({
			'never-re-ran': 'holds: 3 replayed',
			'side-effects': 'holds: 5 × 1',
			'recorded-once': 'holds: 5 of 5',
		});
	});

	it('a kill during the durable sleep: it ends at the deadline set at first', () => {
		const log = login(begun(sessionDescription)).sleep(10_000);
		const deadline = log.at + 10_000;
		log.wait(4000).exit('p1');
		expect(verdicts(log)['sleep-deadline']).toBe('open: sleeping, 1 kill');
		log.wait(6003).wake(deadline);
		log.acquire('p2');
		expect(verdicts(log)['sleep-deadline']).toBe('holds: +3 ms, 1 kill');
	});

	it('a sleep that ends early, too late, or with a new deadline broke its promise', () => {
		const slept = (wait: number) => {
			const log = login(begun(sessionDescription)).sleep(10_000);
			const deadline = log.at + 10_000;
			return {log: log.wait(wait), deadline};
		};
		const early = slept(9000);
		early.log.wake(early.deadline);
		expect(verdicts(early.log)['sleep-deadline']).toBe('broken: 1 s too early');
		const late = slept(15_500);
		late.log.wake(late.deadline);
		expect(verdicts(late.log)['sleep-deadline']).toBe('broken: 5.5 s late');
		const moved = slept(4000);
		moved.log.add({type: 'sleep.started', step: moved.log.id('sleep'), deadline: moved.deadline + 4000});
		expect(verdicts(moved.log)['sleep-deadline']).toBe('broken: moved by 4 s');
	});

	it('a sleep shortened on purpose is measured against its new deadline, and says so', () => {
		const log = login(begun(sessionDescription)).sleep(10_000);
		log.wait(2000).shorten(log.at + 4000);
		const deadline = log.at + 4000;
		log.wait(4012).wake(deadline);
		const sleep = judge(log.state, log.model).find(({id}) => id === 'sleep-deadline');
		expect(sleep).toMatchObject({verdict: 'holds', evidence: '+12 ms, shortened'});
		expect(sleep?.why).toContain('on purpose');
	});

	it('two callers of one id: one execution, equal answers; different answers would break it', () => {
		const log = login(begun(sessionDescription));
		expect(verdicts(log)).not.toHaveProperty('callers');
		log.add({type: 'caller.joined', caller: 'caller-2'});
		expect(verdicts(log).callers).toBe('open: 2 callers, 1 execution');
		log.settle();
		const answer = (caller: string, value: {a?: number; b?: number}) =>
			log.add({type: 'caller.answered', caller, state: 'resolved', value});
		answer('caller-1', {a: 1, b: 2});
		expect(verdicts(log).callers).toBe('open: 2 callers, 1 execution');
		answer('caller-2', {b: 2, a: 1});
		expect(verdicts(log).callers).toBe('holds: 2 callers, 1 execution');
		answer('caller-2', {b: 3, a: 1});
		expect(verdicts(log).callers).toBe('broken: 2 different answers');
	});

	it('a kill right after the record of the cleanup: it is recorded once and served from then on', () => {
		const log = login(begun(sessionDescription));
		log.execute(['cleanup'], 'p1', {name: 'cleanupSession'});
		log.exit('p1');
		log.acquire('p2');
		log.replay('p2', 'login', 'cleanup');
		log.settle();
		expect(verdicts(log)['once:cleanup']).toBe('holds: 1 record, 1 replayed');
		expect(verdicts(log)['never-re-ran']).toBe('holds: 2 replayed');
	});
});

describe('what must never happen shows when it does', () => {
	it('a second record of a step', () => {
		const log = begun(sessionDescription).execute(['cleanup'], 'p1', {name: 'cleanupSession'});
		log.execute(['search'], 'p1', {name: 'recordActivity'});
		log.record('cleanup', 'p2');
		log.record('search', 'p2');
		expect(verdicts(log)).toMatchObject({
			'once:cleanup': 'broken: 2 records',
			'recorded-once': 'broken: 1 more than once',
		});
	});

	it('an attempt of a step that has a record', () => {
		const log = begun().execute(['worker-A', 'worker-B']);
		const record = log.state.steps[0]?.record?.seq ?? 0;
		log.acquire('p2');
		const again = log.start('worker-A', 'p2');
		const guarantee = judge(log.state, log.model).find(({id}) => id === 'never-re-ran');
		expect(guarantee).toMatchObject({verdict: 'broken', evidence: '1 re-ran', events: [record, again]});
	});

	it('a run that ends well without the record of an expected worker', () => {
		const log = begun().execute(workers.slice(0, 4));
		log.settle();
		expect(verdicts(log)['recorded-once']).toBe('broken: 4 of 5');
	});
});

describe('the list of guarantees', () => {
	it('has the same entries in the same order from start to end', () => {
		const log = begun(sessionDescription);
		const ids = () => judge(log.state, log.model).map(({id}) => id);
		const first = ids();
		log.execute(['login'], 'p1', {name: 'loginSession'}).sleep(100);
		expect(ids()).toEqual(first);
		log.wait(100).wake(epoch + 1100);
		log.settle();
		expect(ids()).toEqual(first);
	});

	it('has evidence that fits its column, and points at events that exist', () => {
		const log = begun();
		const check = () => {
			for (const {evidence, events} of judge(log.state, log.model)) {
				expect(evidence.length).toBeLessThanOrEqual(24);
				for (const seq of events) expect(log.events[seq - 1]?.seq).toBe(seq);
			}
		};
		check();
		log.execute(workers.slice(0, 3));
		log.create('worker-D');
		log.start('worker-D');
		log.fail('worker-D');
		check();
		log.exit('p1');
		log.acquire('p2');
		log.replay('p2', ...workers.slice(0, 3)).execute(['worker-D', 'worker-E'], 'p2');
		log.settle();
		check();
	});

	it('folds the counts of many or long names', () => {
		const log = begun({title: 'x'});
		log.execute(Array.from({length: 12}, (_, index) => `activity_${index}`));
		expect(verdicts(log)['side-effects']).toBe('holds: 12 × 1');
		log.acquire('p2');
		log.start('activity_11', 'p2');
		expect(verdicts(log)['side-effects']).toBe('note: 11 × 1, activity_11 × 2');
	});
});
