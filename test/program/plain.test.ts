import {expect, test} from 'vitest';
import {runProgram} from '../helpers/program.js';

test('without a terminal it prints readable lines, the results and the verdicts', async () => {
	const {code, stdout, stderr} = await runProgram(['--pace', '1']);
	expect({code, stderr}).toEqual({code: 0, stderr: ''});
	expect(stdout).not.toContain('\u001B');
	const lines = stdout.trimEnd().split('\n');
	const results = lines.indexOf('');
	expect(results).toBeGreaterThan(10);
	for (const line of lines.slice(0, results)) {
		expect(line).toMatch(/^ +\d+\.\d\d {2}\S .+/);
	}

	// In the order in which it happened.
	const times = lines.slice(0, results).map(line => Number.parseFloat(line));
	expect(times).toEqual(times.toSorted((a, b) => a - b));
	const story = ['worker-A holds', 'worker-A done', 'worker-E holds', 'mutex done', 'session done'];
	for (const words of story) {
		expect(stdout).toContain(words);
	}

	expect(lines).toContain('mutex: resolved');
	expect(lines).toContain('session: resolved');
	const values = lines.filter(line => line.startsWith('{')).map(line => JSON.parse(line) as Record<string, unknown>);
	expect(values).toMatchObject([
		{resource: 'payment-gateway', processed: ['A', 'B', 'C', 'D', 'E'].map(each => ({workerId: `worker-${each}`}))},
		{finalStatus: 'cleaned_up', activitiesRecorded: 5},
	]);
	expect(stdout).toMatch(/✓ one holder at a time +at most 1/);
	expect(stdout).toMatch(/✓ each worker recorded once +5 of 5/);
	expect(stdout).toMatch(/✓ each activity recorded once +5 of 5/);
	expect(stdout).toMatch(/✓ cleanup recorded once/);
	expect(stdout).not.toMatch(/^ +╳/m);
});

test('--plain is the same, and --ascii keeps it to ASCII', async () => {
	const {code, stdout} = await runProgram(['mutex', '--plain', '--ascii', '--pace', '1', '--crash', 'worker-B']);
	expect(code).toBe(0);
	expect(stdout).toMatch(/x worker-B .*retr/);
	expect(stdout).toMatch(/v worker-B done and recorded/);
	expect(stdout).not.toMatch(/[^\u0000-\u007E]/);
});

test.each([
	['FORCE_COLOR', '3'],
	['CI', 'true'],
])('%s changes nothing about lines for a file', async (name, value) => {
	const {code, stdout} = await runProgram(['mutex', '--workers', '1', '--pace', '1'], {[name]: value});
	expect(code).toBe(0);
	expect(stdout).toContain('mutex: resolved');
	expect(stdout).not.toContain('\u001B');
});
