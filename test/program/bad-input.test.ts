import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import type {Event} from '../../source/events.js';
import {runProgram, startProgram, untilGone} from '../helpers/program.js';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
const flow = (name: string) => fixture(`flows/${name}`);

describe('what cannot be run ends in one line that says why, with exit code 2', () => {
	const wrong: ReadonlyArray<readonly [what: string, args: readonly string[], why: RegExp]> = [
		['a file that does not exist', [flow('nowhere.ts')], /^There is no file .*nowhere\.ts\.$/],
		['a folder', [fixture('flows')], /^There is no file .*flows\.$/],
		['a syntax error', [flow('syntax-error.ts')], /^Cannot load .*: Expression expected \(line 2\)\.$/],
		['no workflow', [flow('nothing.ts')], /exports no workflow .*nothing that can be called\.$/],
		['several workflows, none chosen', [flow('two.ts')], /exports 2 workflows; say which with --fn: first, second\.$/],
		['an unknown function', [flow('two.ts'), '--fn', 'third'], /'third'; it exports first, second, step\.$/],
		[
			'arguments that are no JSON',
			[flow('two.ts'), '--fn', 'first', '--args', '[1,'],
			/^--args '\[1,' is no JSON list/,
		],
		['arguments that are no list', [flow('two.ts'), '--fn', 'first', '--args', '{}'], /^--args '\{\}' is no JSON list/],
		['an id that the SDK reserves', [flow('never-yields.ts'), '--id', 'a:b'], /^--id 'a:b' cannot be used/],
		['a description that is wrong', [flow('bad-show.ts')], /wrong 'lanes'; it must be a list of texts\.$/],
		['a module that exits', [flow('exits.ts')], /it ended its process while it was loaded \(exit code 7\)\.$/],
		['a module that never loads', [flow('hangs.ts')], /it did not finish loading in 10 s\.$/],
		['a missing program', ['exec', flow('nowhere.ts')], /^There is no program '.*nowhere\.ts'\.$/],
		['no program at all', ['exec'], /^exec needs a program/],
	];
	for (const [what, args, why] of wrong) {
		test.concurrent(what, async () => {
			const {code, stdout, stderr} = await runProgram(args);
			expect(stderr.trimEnd()).toMatch(why);
			expect(stderr.trimEnd()).not.toContain('\n');
			expect({code, stdout}).toEqual({code: 2, stdout: ''});
		});
	}
});

/** Runs to the end and gives the events, which must be numbered without a gap. */
async function eventsOf(...args: string[]): Promise<{code: number | null; events: Event[]}> {
	const {code, stdout} = await runProgram(['--json', ...args]);
	const events: Event[] = stdout
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line));
	expect(events.map(({seq}) => seq)).toEqual(events.map((_, index) => index + 1));
	return {code, events};
}

const ofType = <T extends Event['type']>(events: readonly Event[], type: T) =>
	events.filter((event): event is Extract<Event, {type: T}> => event.type === type);

describe('what behaves badly is seen, and ends', () => {
	const bad: ReadonlyArray<readonly [what: string, args: readonly string[], code: number, value: RegExp]> = [
		['a workflow that never yields', [flow('never-yields.ts')], 0, /^"nothing to wait for"$/],
		['one that throws at once', [flow('throws-at-once.ts')], 1, /hope.* at all/],
		['a value with a cycle', [flow('cyclic.ts')], 1, /given up after 3 tries: .*'make' cannot be encoded/],
		['a value that is no JSON', [flow('not-json.ts')], 1, /given up after 3 tries: .*'make' cannot be encoded/],
		['a huge value', [flow('huge.ts')], 0, /^"\\"x{8000,8192}… \(300,002 characters\)"$/],
		['a description that throws', [flow('throwing-show.ts')], 0, /^"fine"$/],
		['a function under two names', [flow('alias.ts'), '--fn', 'flow'], 0, /^"twice"$/],
	];
	for (const [what, args, code, value] of bad) {
		test.concurrent(what, async () => {
			const ended = await eventsOf(...args);
			const settled = ofType(ended.events, 'run.settled');
			expect(settled).toHaveLength(1);
			expect(JSON.stringify(settled[0]?.value)).toMatch(value);
			expect(ended.code).toBe(code);
		});
	}

	test.concurrent('what a workflow prints is told line by line, as it was', async () => {
		const {events} = await eventsOf(flow('prints.ts'), '--processes', '1');
		const told = ofType(events, 'output').map(({stream, text}) => `${stream} ${text}`);
		expect(told).toEqual([
			'stdout \u001B[2J\u001B[Hloaded',
			'stdout \u001B]0;owned\u0007workflow \u001B[31mspeaks\u001B[0m',
			'stderr step a\u001B[5mb',
			'stderr second\tline',
		]);
	});

	test.concurrent('a program that throws at once says so, and its exit code is a failure', async () => {
		const {code, events} = await eventsOf('exec', fixture('programs/throws.ts'));
		expect(ofType(events, 'output').some(({text}) => text.includes('fails at once'))).toBe(true);
		expect(ofType(events, 'process.exited')).toMatchObject([{code: 1, signal: null}]);
		expect(code).toBe(1);
	});

	test.concurrent('a program that never uses the SDK ends as it would alone, and all it printed is told', async () => {
		const {code, events} = await eventsOf('exec', fixture('programs/stranger.js'));
		expect(ofType(events, 'output').map(({text}) => text)).toEqual(['there is no workflow here']);
		expect(ofType(events, 'run.started')).toEqual([]);
		expect(code).toBe(0);
	});

	test('a workflow that computes for ever does not keep anyone from leaving', async () => {
		const {child, ended} = startProgram(['--json', flow('spins-inside.ts'), '--processes', '1']);
		let printed = '';
		const pids = await new Promise<number[]>(resolve => {
			child.stdout?.on('data', data => {
				printed += data;
				if (printed.includes('task.acquired')) {
					resolve([...printed.matchAll(/"pid":(\d+)/g)].map(([, pid]) => Number(pid)));
				}
			});
		});
		child.kill('SIGINT');
		expect((await ended).code).toBe(130);
		await untilGone(pids);
	});
});
