import {expect, test} from 'vitest';
import {mutexScenario} from '../../source/scenarios/built-in.js';
import {labelOf, type RunningEngine, startEngine} from '../helpers/engine.js';

/** Titles of the guarantees that the log refutes. */
function broken(running: RunningEngine): string[] {
	return Object.values(running.verdicts())
		.filter(({verdict}) => verdict === 'broken')
		.map(({title}) => title);
}

const workers = ['worker-A', 'worker-B', 'worker-C', 'worker-D', 'worker-E'];

test('failure mode 1: worker-C throws once; A and B are not re-run, D and E start after C', async () => {
	const running = startEngine({scenarios: [mutexScenario()], crash: ['worker-C']});
	const settled = await running.until('run.settled');

	expect(running.attempts()).toEqual({'worker-A': 1, 'worker-B': 1, 'worker-C': 2, 'worker-D': 1, 'worker-E': 1});
	const [first, second] = running.run().steps[2]?.attempts ?? [];
	expect(first).toMatchObject({state: 'failed', number: 1});
	expect(second).toMatchObject({state: 'succeeded', number: 2});
	// The SDK's own default policy: two seconds to the second attempt.
	expect(running.all('step.failed')[0]?.retryIn).toBe(2000);
	expect((second?.startedAt ?? 0) - (first?.endedAt ?? 0)).toBeGreaterThanOrEqual(1990);
	for (const label of ['worker-D', 'worker-E']) {
		const step = running.run().steps.find(each => each.label === label);
		expect(step?.attempts[0]?.startSeq).toBeGreaterThan(second?.endSeq ?? Number.POSITIVE_INFINITY);
	}

	expect(settled).toMatchObject({
		state: 'resolved',
		value: {resource: 'payment-gateway', processed: workers.map(workerId => ({workerId}))},
	});
	expect(broken(running)).toEqual([]);
});

test('failure mode 2: a kill while C holds; A and B are served from the log, C is executed again', async () => {
	const running = startEngine({scenarios: [mutexScenario()]});
	const held = await running.until('step.started', event => labelOf(running, event) === 'worker-C');
	await running.engine.dispatch({type: 'kill', process: held.process});
	const settled = await running.until('run.settled');

	const exited = running.all('process.exited')[0];
	expect(exited).toMatchObject({process: held.process, signal: 'SIGKILL'});
	expect(running.attempts()).toEqual({'worker-A': 1, 'worker-B': 1, 'worker-C': 2, 'worker-D': 1, 'worker-E': 1});
	const [a, b, c] = running.run().steps;
	expect([a?.replays.length, b?.replays.length, c?.replays.length]).toEqual([1, 1, 0]);
	expect(c?.attempts.map(({state, process}) => [state, process])).toEqual([
		['interrupted', held.process],
		['succeeded', running.all('step.replayed')[0]?.process],
	]);
	expect(settled).toMatchObject({state: 'resolved', value: {processed: workers.map(workerId => ({workerId}))}});
	// The dead process was replaced, under a new name.
	expect(running.all('process.spawned').map(event => event.process)).toEqual(['p1', 'p2', 'p3']);
});

test('failure mode 3: never two holders, with kills and throws at random moments', async () => {
	// A small generator of pseudo-random numbers (mulberry32's constants), so that a failure can be repeated.
	let seed = 20_261_121;
	const random = (): number => {
		seed = (seed + 0x6d2b79f5) | 0;
		const mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};

	const running = startEngine({scenarios: [mutexScenario(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])], processes: 3});
	let injured = 0;
	running.engine.log.subscribe(event => {
		if (event.type === 'step.started' && injured < 6 && random() < 0.7) {
			injured++;
			const {process, run, step} = event;
			const hurt = (): unknown =>
				random() < 0.8
					? running.engine.dispatch({type: 'kill', process})
					: running.engine.dispatch({type: 'throw', run: run ?? '', step});
			setTimeout(hurt, random() * 130);
		}
	});
	await running.until('run.settled');

	expect(injured).toBe(6);
	expect(running.all('process.exited').length + running.all('step.failed').length).toBeGreaterThanOrEqual(3);
	expect(running.run().mostHolders).toBe(1);
	expect(running.run().steps.map(({label, records}) => [label, records])).toEqual(
		[...'abcdefgh'].map(label => [label, 1]),
	);
	expect(running.run().reRun).toEqual([]);
});

test('failure mode 4: a holder that fails leaves nothing held', async () => {
	const running = startEngine({scenarios: [mutexScenario(['a', 'b'])]});
	const held = await running.until('step.started');
	await running.engine.dispatch({type: 'throw', run: held.run ?? '', step: held.step});
	const failed = await running.until('step.failed');
	expect(failed.error).toContain('on purpose');
	// Between the failure and the retry nobody holds anything, and nothing has to be released for the others to go on.
	expect(running.run().steps.map(step => step.attempts.map(({state}) => state))).toEqual([['failed']]);
	await running.until('run.settled', event => event.state === 'resolved');
	expect(running.attempts()).toEqual({a: 2, b: 1});
	expect(broken(running)).toEqual([]);
	expect(running.verdicts()['nothing-held']?.verdict).toBe('holds');
});
