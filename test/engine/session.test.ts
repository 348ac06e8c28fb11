import {expect, test} from 'vitest';
import {sessionScenario} from '../../source/scenarios/built-in.js';
import {labelOf, startEngine} from '../helpers/engine.js';

const activities = ['page_view', 'search', 'product_view', 'add_to_cart', 'checkout_started'];

test('failure mode 5: checkout_started throws once; the four before it ran once', async () => {
	const running = startEngine({scenarios: [sessionScenario(undefined, 100)], crash: ['checkout_started']});
	const settled = await running.until('run.settled');

	expect(running.attempts()).toMatchObject({
		page_view: 1,
		search: 1,
		product_view: 1,
		add_to_cart: 1,
		checkout_started: 2,
	});
	expect(settled).toMatchObject({
		state: 'resolved',
		value: {userId: 'user_alice_42', finalStatus: 'cleaned_up', activitiesRecorded: 5},
	});
	expect(settled.value).toMatchObject({
		loginAt: expect.stringMatching(/^\d{4}-.*Z$/),
		expiredAt: expect.stringMatching(/^\d{4}-.*Z$/),
		cleanedAt: expect.stringMatching(/^\d{4}-.*Z$/),
	});
});

test('failure mode 6: a kill between two activities resumes at the first unrecorded one', async () => {
	const running = startEngine({scenarios: [sessionScenario(undefined, 100)]});
	const id = running.run().id;
	await running.engine.dispatch({
		type: 'arm',
		run: id,
		fault: 'kill',
		target: 'product_view',
		placement: 'after-record',
	});
	await running.until('run.settled');

	expect(running.all('process.exited')[0]?.signal).toBe('SIGKILL');
	expect(running.attempts()).toMatchObject(Object.fromEntries(activities.map(activity => [activity, 1])));
	const replayed = running.all('step.replayed').map(event => labelOf(running, event));
	expect(replayed.slice(0, 4)).toEqual(['login', 'page_view', 'search', 'product_view']);
	const firstFresh = running.all('step.started', event => event.seq > (running.all('step.replayed')[0]?.seq ?? 0))[0];
	expect(firstFresh && labelOf(running, firstFresh)).toBe('add_to_cart');
});

test('failure mode 7: a kill during the durable sleep does not move its deadline', async () => {
	const running = startEngine({scenarios: [sessionScenario(undefined, 1500)], processes: 1});
	const asleep = await running.until('sleep.started');
	await running.until('task.suspended');
	const [process] = running.all('process.ready');
	await running.engine.dispatch({type: 'kill', process: process?.process ?? ''});
	await running.until('process.exited');
	// How late any timer is in this process at that moment: a busy machine is not the store's fault.
	const control = new Promise<number>(resolve => {
		setTimeout(() => resolve(Date.now() - asleep.deadline), asleep.deadline - Date.now());
	});
	await running.until('run.settled');

	const ended = running.all('sleep.ended')[0];
	expect(ended?.deadline).toBe(asleep.deadline);
	expect(ended?.at).toBeGreaterThanOrEqual(asleep.deadline);
	expect((ended?.at ?? 0) - asleep.deadline).toBeLessThanOrEqual(50 + Math.max(0, await control));
	expect(running.run().steps.find(step => step.sleep)?.sleep?.survived).toBe(1);
	expect(running.all('sleep.started')).toHaveLength(1);
});

test('failure mode 8: two callers start the same id; one execution, both get the same result', async () => {
	const running = startEngine({scenarios: [sessionScenario(undefined, 100)]});
	await running.engine.dispatch({type: 'join', run: running.run().id});
	await running.until('caller.answered', event => event.caller === 'caller-1');
	await running.until('caller.answered', event => event.caller === 'caller-2');

	const answers = running.all('caller.answered').map(({state, value}) => ({state, value}));
	expect(answers).toHaveLength(2);
	expect(answers[0]).toEqual(answers[1]);
	expect(answers[0]?.state).toBe('resolved');
	expect(Object.values(running.attempts()).filter(count => count > 1)).toEqual([]);
	expect(running.all('run.started')).toHaveLength(1);
});

test('failure mode 9: cleanup is killed right after its record; it is recorded once and not run again', async () => {
	const running = startEngine({scenarios: [sessionScenario(undefined, 100)]});
	const id = running.run().id;
	await running.engine.dispatch({type: 'arm', run: id, fault: 'kill', target: 'cleanup', placement: 'after-record'});
	const settled = await running.until('run.settled');

	const cleanup = running.run().steps.find(step => step.label === 'cleanup');
	expect(running.all('process.exited')[0]?.signal).toBe('SIGKILL');
	expect(cleanup).toMatchObject({records: 1, attempts: [{state: 'succeeded'}]});
	expect(cleanup?.replays).toHaveLength(1);
	expect(settled.value).toMatchObject({finalStatus: 'cleaned_up'});
});

test('a kill before the record runs the effect twice and records it once', async () => {
	const running = startEngine({scenarios: [sessionScenario(undefined, 100)]});
	const id = running.run().id;
	await running.engine.dispatch({type: 'arm', run: id, fault: 'kill', target: 'search', placement: 'after-effect'});
	await running.until('run.settled');

	const search = running.run().steps.find(step => step.label === 'search');
	expect(search?.attempts.map(({state}) => state)).toEqual(['interrupted', 'succeeded']);
	expect(search?.records).toBe(1);
});
