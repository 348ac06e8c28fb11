import {expect, test} from 'vitest';
import {attemptsOf, eventsOf, ofType} from '../helpers/events.js';
import {isAlive, runProgram, startProgram, untilGone} from '../helpers/program.js';

test('each line is an event, numbered from 1 without gaps, up to the callers’ answers', async () => {
	const {code, stdout, stderr} = await runProgram(['--json', '--pace', '1', '--idle', '300ms']);
	expect({code, stderr}).toEqual({code: 0, stderr: ''});
	expect(stdout.endsWith('\n')).toBe(true);
	const events = eventsOf(stdout);
	expect(events.map(({seq}) => seq)).toEqual(events.map((_, index) => index + 1));
	expect(new Set(events.map(({v}) => v))).toEqual(new Set([1]));
	expect(events.every(({at, type}) => Number.isInteger(at) && type.length > 0)).toBe(true);
	expect(ofType(events, 'run.started').map(({workflow}) => workflow)).toEqual(['mutex', 'session']);
	expect(ofType(events, 'run.settled').map(({state}) => state)).toEqual(['resolved', 'resolved']);
	expect(ofType(events, 'caller.answered')).toHaveLength(2);
	expect(events.at(-1)?.type).toBe('caller.answered');

	const [mutex, session] = ofType(events, 'run.started').map(({run}) =>
		ofType(events, 'caller.answered').find(answer => answer.run === run),
	);
	expect(mutex?.value).toMatchObject({resource: 'payment-gateway', processed: Array.from({length: 5}, () => ({}))});
	expect(session?.value).toMatchObject({finalStatus: 'cleaned_up', activitiesRecorded: 5});
});

test('at pace 1 steps take as long as in the examples, and one follows the other', async () => {
	const {stdout} = await runProgram(['mutex', '--json', '--pace', '1']);
	const events = eventsOf(stdout);
	const starts = ofType(events, 'step.started');
	const ends = ofType(events, 'step.succeeded');
	expect(starts).toHaveLength(5);
	for (const [index, {at, step}] of starts.entries()) {
		const end = ends[index];
		expect(end?.step).toBe(step);
		// Work of 100 to 199 ms; a busy machine may add to it, never take from it.
		expect((end?.at ?? 0) - at).toBeGreaterThanOrEqual(99);
		expect(starts[index + 1]?.at ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(end?.at ?? 0);
	}

	const {value} = ofType(events, 'run.settled')[0] ?? {};
	const {processed} = value as {processed: Array<{duration: number}>};
	expect(processed.every(({duration}) => duration >= 99)).toBe(true);
});

test.concurrent.for([
	['mutex', 'worker-C', {'worker-A': 1, 'worker-B': 1, 'worker-C': 2, 'worker-D': 1, 'worker-E': 1}],
	[
		'session',
		'checkout_started',
		{
			...{login: 1, page_view: 1, search: 1, product_view: 1, add_to_cart: 1, checkout_started: 2},
			...{'mark idle': 1, expire: 1, cleanup: 1},
		},
	],
] as const)('%s --crash %s: that step runs twice, all others once', async ([workflow, step, expected], {expect}) => {
	const {code, stdout} = await runProgram([workflow, '--json', '--pace', '1', '--crash', step]);
	expect(code).toBe(0);
	const events = eventsOf(stdout);
	expect(attemptsOf(events)).toEqual(expected);
	const [failed, ...others] = ofType(events, 'step.failed');
	expect(others).toEqual([]);
	expect(failed?.retryIn).toBe(2000);
	const again = ofType(events, 'step.started').find(each => each.seq > (failed?.seq ?? 0));
	expect(again).toMatchObject({step: failed?.step, attempt: 2});
	expect((again?.at ?? 0) - (failed?.at ?? 0)).toBeGreaterThanOrEqual(1999);
	expect(ofType(events, 'fault.injected')).toHaveLength(1);
	expect(ofType(events, 'process.exited')).toEqual([]);
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	test(`${signal} ends with 130, and no process is left`, async () => {
		const {child, ended} = startProgram(['--json']);
		child.stdout?.once('data', () => child.kill(signal));
		const {code, stdout, stderr} = await ended;
		expect({code, stderr}).toEqual({code: 130, stderr: ''});
		const pids = ofType(eventsOf(stdout), 'process.spawned').map(({pid}) => pid);
		expect(pids).toHaveLength(2);
		// They were waited for before the program ended.
		expect(pids.filter(isAlive)).toEqual([]);
	});
}

// The first line, later, and when the processes are at work: nobody listens any more at different moments.
test.for([1, 3, 12, 30])('a pipe that is closed after %d lines ends it quietly', async (lines, {expect}) => {
	const {child, ended} = startProgram(['mutex', '--json', '--pace', '1']);
	let text = '';
	child.stdout?.on('data', data => {
		text += data;
		if (text.split('\n').length > lines) {
			child.stdout?.destroy();
		}
	});
	const {code, stderr} = await ended;
	expect({code, stderr}).toEqual({code: 130, stderr: ''});
	await untilGone(ofType(eventsOf(text.slice(0, text.lastIndexOf('\n'))), 'process.spawned').map(({pid}) => pid));
});
