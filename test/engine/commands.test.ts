import {expect, test} from 'vitest';
import {mutexScenario, sessionScenario} from '../../source/scenarios/built-in.js';
import {fileScenario} from '../../source/scenarios/from-file.js';
import {startEngine} from '../helpers/engine.js';
import {examplePath} from '../helpers/examples.js';

test('restart cancels the run and starts a fresh one that nothing of the old leaks into', async () => {
	const running = startEngine({scenarios: [mutexScenario(['a', 'b'])]});
	const old = await running.until('step.started');
	expect(await running.engine.dispatch({type: 'restart', run: old.run ?? ''})).toMatchObject({done: true});
	const fresh = await running.until('run.started', event => event.run !== old.run);
	await running.until('caller.answered', event => event.run === fresh.run);

	expect(running.run(old.run ?? '').state).toBe('canceled');
	expect(running.run(fresh.run ?? '').state).toBe('resolved');
	expect(running.attempts(fresh.run ?? '')).toEqual({a: 1, b: 1});
	expect(running.run(old.run ?? '').steps.some(({record}) => record?.state === 'resolved')).toBe(false);
	const lateStarts = running.all('step.started', event => event.run === old.run && event.seq > fresh.seq);
	expect(lateStarts).toEqual([]);
	expect(running.all('caller.answered', event => event.run === old.run)[0]?.state).toBe('canceled');
});

test('a durable sleep is halved, then ended now, by settling its promise', async () => {
	const running = startEngine({scenarios: [sessionScenario([], 20_000)]});
	const asleep = await running.until('sleep.started');
	const run = asleep.run ?? '';
	expect(await running.engine.dispatch({type: 'shorten', run, how: 'halve'})).toMatchObject({done: true});
	const [halved] = running.all('sleep.shortened');
	expect(halved?.deadline).toBeLessThanOrEqual(asleep.deadline - 9_000);
	expect(running.all('sleep.ended')).toEqual([]);
	await running.engine.dispatch({type: 'shorten', run, how: 'now'});
	const ended = await running.until('sleep.ended');
	await running.until('run.settled');
	expect(ended.at).toBeLessThan(halved?.deadline ?? 0);
	expect(await running.engine.dispatch({type: 'shorten', run, how: 'now'})).toEqual({
		done: false,
		message: 'no durable sleep is pending',
	});
});

test('commands that make no sense change nothing and say why', async () => {
	const running = startEngine({scenarios: [mutexScenario(['a'])]});
	const {run} = await running.until('run.settled');
	const count = running.engine.log.events.length;
	for (const command of [
		{type: 'throw', run: run ?? '', step: `${run}:0`},
		{type: 'kill', process: 'p99'},
		{type: 'thaw', process: 'p1'},
		{type: 'heal', process: 'p1'},
		{type: 'pace', pace: 0},
		{type: 'restart', run: 'nothing'},
		{type: 'join', run: 'nothing'},
		{type: 'arm', run: run ?? '', fault: 'throw', target: 'a', placement: 'after-record'},
	] as const) {
		const result = await running.engine.dispatch(command);
		expect(result).toMatchObject({done: false});
		expect(result.message).toMatch(/\w+ \w+/);
	}

	expect(running.engine.log.events.slice(count).filter(event => event.type !== 'caller.answered')).toEqual([]);
});

test('the pace stretches the waits inside steps, and only those', async () => {
	const running = startEngine({scenarios: [sessionScenario(['search'], 100)], pace: 5});
	await running.until('run.settled');
	const {steps} = running.run();
	const took = (label: string): number => {
		const attempt = steps.find(step => step.label === label)?.attempts[0];
		return (attempt?.endedAt ?? 0) - (attempt?.startedAt ?? 0);
	};

	// The examples' own times: 30, 40 and 50 ms.
	expect(took('login')).toBeGreaterThanOrEqual(149);
	expect(took('search')).toBeGreaterThanOrEqual(199);
	expect(took('cleanup')).toBeGreaterThanOrEqual(249);
	const sleep = steps.find(step => step.sleep)?.sleep;
	expect((sleep?.deadline ?? 0) - (sleep?.startedAt ?? 0)).toBeLessThanOrEqual(101);
});

test('no process is left when the engine stops, frozen ones included', async () => {
	const running = startEngine({scenarios: [mutexScenario(['a'])], processes: 3});
	await running.until('step.started');
	await running.engine.dispatch({type: 'freeze', process: 'p2'});
	const pids = running.all('process.spawned').map(event => event.pid);
	await running.engine.stop();
	expect(pids).toHaveLength(3);
	for (const pid of pids) {
		expect(() => process.kill(pid, 0)).toThrow('ESRCH');
	}
});

test('a run gets the very id that was asked for, and a restart one of its own', async () => {
	const scenario = await fileScenario(examplePath('approval.ts'), {args: ['invoice-7'], id: 'invoice-7'});
	const running = startEngine({scenarios: [scenario], processes: 1});
	expect((await running.until('run.started')).run).toBe('invoice-7');
	await running.until('task.suspended');
	await running.engine.dispatch({type: 'restart', run: 'invoice-7'});
	const fresh = await running.until('run.started', event => event.run !== 'invoice-7');
	expect(fresh.run).toBe('invoice-7/2');
});
