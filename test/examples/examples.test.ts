import {expect, test} from 'vitest';
import {labelOf, type RunningEngine, startEngine} from '../helpers/engine.js';
import {exampleScenario} from '../helpers/examples.js';

/** SIGKILL for the process that begins the step with this label, in the middle of it. */
async function killIn(running: RunningEngine, label: string): Promise<void> {
	const {process} = await running.until('step.started', event => labelOf(running, event) === label);
	expect(await running.engine.dispatch({type: 'kill', process})).toMatchObject({done: true});
}

function broken(running: RunningEngine): string[] {
	const verdicts = Object.values(running.verdicts());
	expect(verdicts.length).toBeGreaterThan(2);
	return verdicts.filter(({verdict}) => verdict === 'broken').map(({title}) => title);
}

test('a saga undoes what was booked, in the opposite order, though its process dies between two of the steps that undo', async () => {
	const running = startEngine({scenarios: [await exampleScenario('trip.ts', 'ada', 'car')]});
	await killIn(running, 'cancel the flight');
	const {state, value} = await running.until('run.settled');
	expect({state, value}).toEqual({
		state: 'resolved',
		value: {traveller: 'ada', booked: [], undone: ['hotel', 'flight']},
	});
	expect(running.attempts()).toEqual({
		'book the flight': 1,
		'book the hotel': 1,
		'book the car': 1,
		'cancel the hotel': 1,
		'cancel the flight': 2,
	});
	expect(running.run().states.map(({name, at}) => [name, at !== null])).toEqual([
		['planned', true],
		['flight booked', true],
		['hotel booked', true],
		['car booked', false],
	]);
	expect(broken(running)).toEqual([]);
});

test('of a fan-out only what has no record is made again after a kill', async () => {
	const running = startEngine({scenarios: [await exampleScenario('thumbnails.ts', 4)]});
	await running.until('step.recorded', event => labelOf(running, event) === 'shrink picture-1.png');
	const [{process} = {process: ''}] = running.all('step.started');
	await running.engine.dispatch({type: 'kill', process});
	const {value} = await running.until('run.settled');
	expect(value).toBe('4 thumbnails, 4010 bytes');
	const attempts = running.attempts();
	expect(attempts['shrink picture-1.png']).toBe(1);
	// All began before the first was done: they ran in parallel.
	const [first, ...others] = running.run().steps.map(step => step.attempts[0]);
	expect(others.slice(0, 3).every(each => (each?.startedAt ?? 0) < (first?.endedAt ?? 0))).toBe(true);
	expect(broken(running)).toEqual([]);
});

test('a human in the loop: the promise waits through a kill, with no process that holds the run, until it is settled', async () => {
	const running = startEngine({scenarios: [await exampleScenario('approval.ts')]});
	const {step, run} = await running.until('step.created', event => event.kind === 'promise');
	const {process} = await running.until('task.suspended');
	await running.engine.dispatch({type: 'kill', process});
	await running.until('process.exited');
	expect(running.run().state).toBe('running');
	const answer = {type: 'resolve', run: run ?? '', step, value: {approved: false, by: 'grace'}} as const;
	expect(await running.engine.dispatch(answer)).toMatchObject({done: true});
	const {value} = await running.until('run.settled');
	expect(value).toEqual({invoice: 'invoice-17', paid: false, by: 'grace'});
	expect(await running.engine.dispatch(answer)).toMatchObject({done: false});
	expect(broken(running)).toEqual([]);
});

test('--resolve settles promises as they come', async () => {
	const running = startEngine({scenarios: [await exampleScenario('approval.ts')], resolve: [true]});
	expect((await running.until('run.settled')).value).toMatchObject({paid: true});
});

test('a rate limiter in the async engine: a kill during its durable pause does not make that longer', async () => {
	const running = startEngine({scenarios: [await exampleScenario('rate-limit.ts', 4, 2, 700)]});
	const {deadline} = await running.until('sleep.started');
	const {process} = await running.until('task.suspended');
	await running.engine.dispatch({type: 'kill', process});
	const {value} = await running.until('run.settled');
	expect(value).toEqual([1, 4, 9, 16]);
	expect(running.attempts()).toEqual({
		'callService 1': 1,
		'callService 2': 1,
		sleep: 0,
		'callService 3': 1,
		'callService 4': 1,
	});
	expect(running.all('sleep.ended')[0]?.deadline).toBe(deadline);
	const third = running.all('step.started', event => labelOf(running, event) === 'callService 3')[0];
	expect(third?.at).toBeGreaterThanOrEqual(deadline);
	expect(running.all('step.interrupted')).toEqual([]);
	expect(broken(running)).toEqual([]);
});

test('a recursive workflow shares its work between processes, and a kill of one of them loses nothing', async () => {
	const running = startEngine({scenarios: [await exampleScenario('merge-sort.ts', [5, 3, 8, 1, 9, 2, 7, 4])]});
	const {process} = await running.until('step.started');
	await running.engine.dispatch({type: 'kill', process});
	const {value} = await running.until('run.settled');
	expect(value).toEqual([1, 2, 3, 4, 5, 7, 8, 9]);
	const {steps} = running.run();
	expect(steps.filter(({kind}) => kind === 'rpc')).toHaveLength(14);
	expect(steps.filter(({name}) => name === 'merge').every(({records}) => records === 1)).toBe(true);
	expect(new Set(running.all('task.acquired').map(event => event.process)).size).toBeGreaterThan(1);
	expect(broken(running)).toEqual([]);
});
