import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {type RunningEngine, startEngine} from '../helpers/engine.js';

const programOf = (name: string) => ({
	file: fileURLToPath(new URL(`../fixtures/programs/${name}`, import.meta.url)),
	args: ['there'],
	hasLease: false,
});

function start(name: string): RunningEngine {
	return startEngine({scenarios: [], program: programOf(name), processes: 1});
}

const lineOf = (text: string) => (event: {readonly text: string}) => event.text.includes(text);

test('a killed program is started again, and goes on where its log ends', async () => {
	const running = start('greet.ts');
	await running.until('step.started', event => event.step === 'count-1:2');
	await running.engine.dispatch({type: 'kill', process: 'p1'});
	const {process} = await running.until('output', lineOf('the sum is 10'));
	expect(process).toBe('p2');
	expect(await running.engine.done).toBe(true);
	expect(running.attempts()).toEqual({'add 1': 1, 'add 2': 1, 'add 3': 2, 'add 4': 1});
	expect(running.all('step.replayed').map(event => event.step)).toEqual(['count-1:0', 'count-1:1']);
	expect(running.all('output', lineOf('hello there'))).toHaveLength(2);
	expect(running.all('output', event => event.stream === 'stderr' && event.text.includes('red'))).toHaveLength(2);
});

test('a program that has ended starts again on an empty store, also when asked twice at once', async () => {
	const running = start('greet.ts');
	await running.until('output', lineOf('the sum is 10'));
	await running.until('process.exited');
	const again = {type: 'restart', run: 'count-1'} as const;
	const answers = await Promise.all([running.engine.dispatch(again), running.engine.dispatch(again)]);
	expect(answers.map(({done}) => done)).toEqual([true, false]);
	await running.until('output', event => event.process === 'p2' && lineOf('the sum is 10')(event));
	expect(running.all('process.spawned').map(event => event.process)).toEqual(['p1', 'p2']);
	// The same id, and yet everything ran again: nothing was served from the log.
	expect(running.all('step.started', event => event.process === 'p2')).toHaveLength(4);
	expect(running.run()).toMatchObject({state: 'resolved', value: 10});
});

test('a program in full swing that is restarted begins from the beginning', async () => {
	const running = start('greet.ts');
	await running.until('step.started', event => event.step === 'count-1:2');
	expect(await running.engine.dispatch({type: 'restart', run: 'count-1'})).toMatchObject({done: true});
	await running.until('output', lineOf('the sum is 10'));
	expect(running.all('run.settled').map(({state}) => state)).toEqual(['canceled', 'resolved']);
	expect(running.all('step.started', event => event.process === 'p2').map(({step}) => step)).toEqual([
		'count-1:0',
		'count-1:1',
		'count-1:2',
		'count-1:3',
	]);
	expect(running.all('step.replayed')).toEqual([]);
});

for (const [name, printed, run] of [
	['async.ts', 'x-left x-right', {workflow: 'both', steps: ['side x-left', 'side x-right']}],
	['own-network.ts', 'twice is 42', {workflow: 'twice', steps: ['double 21']}],
] as const) {
	test(`${name} runs unchanged, and is seen`, async () => {
		const running = start(name);
		await running.until('output', lineOf(printed));
		await running.until('process.exited', event => event.code === 0);
		expect(running.run()).toMatchObject({workflow: run.workflow, state: 'resolved'});
		expect(running.run().steps.map(({label}) => label)).toEqual(run.steps);
		expect(running.run().steps.every(({attempts, records}) => attempts.length === 1 && records === 1)).toBe(true);
	});
}
