import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {type Context, LocalNetwork, Resonate} from '@resonatehq/sdk';
import * as asynchronous from '@resonatehq/sdk/async';
import {type Event, fold, judge, observe} from 'durable-tui';
import {expect, test} from 'vitest';
import {examplePath} from '../helpers/examples.js';

const built = fileURLToPath(new URL('../../dist/index.js', import.meta.url));

test('the example runs on the built library, and prints a journal of the same events', () => {
	const told = spawnSync(process.execPath, [examplePath('observe.ts')], {encoding: 'utf8'});
	expect(told.stdout).toMatch(/^holds: recorded work never re-ran/);
	expect(told.stderr).toContain('cancel the flight done and recorded');
	const {stdout} = spawnSync(process.execPath, [examplePath('observe.ts'), '--json'], {encoding: 'utf8'});
	const events: Event[] = stdout
		.trim()
		.split('\n')
		.map(line => JSON.parse(line));
	expect(events.map(({seq}) => seq)).toEqual(events.map((_, index) => index + 1));
	const [run] = fold(events).runs.values();
	expect(run).toMatchObject({id: 'trip-1', state: 'resolved', description: {title: 'a trip for ada'}});
	expect(run?.steps.map(({label, attempts}) => [label, attempts.length])).toEqual([
		['book the flight', 1],
		['book the hotel', 1],
		['cancel the flight', 1],
	]);
});

test('the library draws nothing: it imports the SDK and Node, and nothing else', () => {
	const imported = [...readFileSync(built, 'utf8').matchAll(/^import .*from "([^"]+)"/gm)].map(([, name]) => name);
	expect(imported).not.toEqual([]);
	expect(imported.filter(name => !/^(node:|@resonatehq\/sdk$)/.test(name ?? ''))).toEqual([]);
});

function* pipeline(ctx: Context, name: string): Generator<unknown, string, string> {
	const small = yield* ctx.run(function shorten(_: Context, text: string) {
		return text.slice(0, 3);
	}, name);
	yield* ctx.sleep(20);
	return yield* ctx.rpc(shout, small);
}

async function shout(_ctx: Context, text: string): Promise<string> {
	return `${text.toUpperCase()}!`;
}

test('a subscriber gets each event once, in order, while the workflow behaves as it always does', async () => {
	const observer = observe({process: 'mine'});
	const heard: Event[] = [];
	observer.subscribe(event => heard.push(event));
	const resonate = new Resonate({network: observer.tap(new LocalNetwork())});
	const flow = resonate.register('pipeline', observer.instrument(pipeline));
	resonate.register('shout', observer.instrument(shout));
	expect(await flow.run('pipeline-1', 'durable')).toBe('DUR!');
	await resonate.stop();

	expect(heard).toEqual(observer.events.slice(-heard.length));
	const model = fold(observer.events);
	const run = model.runs.get('pipeline-1');
	expect(run?.steps.map(({kind, label, records}) => [kind, label, records])).toEqual([
		['run', 'shorten durable', 1],
		['sleep', 'sleep', 1],
		['rpc', 'shout dur', 1],
	]);
	expect(run?.steps[1]?.sleep?.endedAt).not.toBeNull();
	expect(run && judge(run, model).filter(({verdict}) => verdict === 'broken')).toEqual([]);
});

test('two observers of one workflow do not hear of each other', async () => {
	const observers = [observe(), observe()] as const;
	for (const [index, observer] of observers.entries()) {
		const resonate = new Resonate({network: observer.tap(new LocalNetwork())});
		resonate.register('shout', observer.instrument(shout));
		await resonate.register('pipeline', observer.instrument(pipeline)).run(`pipeline-${index}`, 'durable');
		await resonate.stop();
	}

	for (const [index, {events}] of observers.entries()) {
		expect([...fold(events).runs.keys()]).toEqual([`pipeline-${index}`]);
		expect(events.filter(({type}) => type === 'step.started')).toHaveLength(2);
	}
});

test('the async engine too', async () => {
	const observer = observe({engine: 'async'});
	const resonate = new asynchronous.Resonate({network: observer.tap(new LocalNetwork())});
	const half = async (_info: asynchronous.Info, number: number) => number / 2;
	const sum = async (ctx: asynchronous.Context, numbers: number[]): Promise<number> => {
		const halves = await Promise.all(numbers.map(number => ctx.run(half, number)));
		await ctx.sleep(20);
		return halves.reduce((all, each) => all + each, 0);
	};
	const flow = resonate.register('sum', observer.instrument(sum));
	expect(await (await flow.run('sum-1', [2, 4])).result()).toBe(3);
	await resonate.stop();

	const run = fold(observer.events).runs.get('sum-1');
	expect(run?.state).toBe('resolved');
	expect(run?.steps.map(({label, attempts, records}) => [label, attempts.length, records])).toEqual([
		['half 2', 1, 1],
		['half 4', 1, 1],
		['sleep', 0, 1],
	]);
});
