import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {examplePath} from '../helpers/examples.js';
import {openTerminal} from '../helpers/terminal.js';

const program = (name: string) => fileURLToPath(new URL(`../fixtures/programs/${name}`, import.meta.url));

describe('exec on the screen', () => {
	test('shows the workflows as they come and the output in its pane; a kill starts it again, and so does r after its end', async () => {
		const terminal = openTerminal(['--pace', '4', 'exec', program('greet.ts'), 'there'], {columns: 100, rows: 30});
		await terminal.until(/add 2 .*● runs on p1/);
		const shown = terminal.text();
		expect(shown).toMatch(/durable-tui {3}count/);
		expect(shown).toMatch(/ output ─+\n {2}p1 {3}hello there\n {2}p1 ! this is red/);
		expect(shown.slice(shown.indexOf(' log ─'))).not.toContain('hello there');
		terminal.press('k');
		await terminal.until(/add 1 .*✓ ran 1× +◇ 1 from log/);
		await terminal.until('greet.ts has ended');
		expect(terminal.text()).toContain('the sum is 10');
		terminal.press('k');
		await terminal.until('! greet.ts has ended: r starts it again');
		terminal.press('rr');
		await terminal.until(/p3 .*━ holds count/);
		await terminal.until(text => /add 4 .*✓ ran 1×/.test(text) && text.includes('greet.ts has ended'));
		expect(terminal.text()).not.toContain('p4');
		terminal.press('q');
		expect((await terminal.exit).exitCode).toBe(0);
	});

	test('a program without a workflow says so and shows what it printed', async () => {
		const terminal = openTerminal(['exec', program('stranger.js')], {columns: 80, rows: 24});
		await terminal.until('stranger.js has ended');
		expect(terminal.text()).toContain('no workflow was started');
		expect(terminal.text()).toContain('there is no workflow here');
		expect(terminal.text()).toMatch(/╳ exit 0/);
	});
});

describe('a file on the screen', () => {
	test('p settles the promise that the workflow waits for, with what is typed', async () => {
		const terminal = openTerminal([examplePath('approval.ts')], {columns: 80, rows: 24});
		await terminal.until('waits for somebody outside');
		terminal.press('p');
		await terminal.until('any JSON, or a text');
		// Letters that are keys elsewhere are letters here.
		terminal.press('{"approved": false, "by": "q"}x');
		await terminal.until('"q"}x');
		terminal.press('\u007F');
		await terminal.until(/"q"\}▏? +JSON/);
		terminal.press('\r');
		await terminal.until(/sendBack.*✓ ran 1×/);
		await terminal.until('done in');
		expect(terminal.text()).not.toContain('transfer invoice');
		terminal.press('p');
		await terminal.until('is over: r starts a fresh run');
	});

	test('the runs before the newest one can be reached', async () => {
		const terminal = openTerminal([examplePath('thumbnails.ts'), '--args', '[2]'], {columns: 100, rows: 30});
		await terminal.until('done in');
		terminal.press(',');
		await terminal.until('contactSheet has no other run');
		terminal.press('r');
		await terminal.until(/run 2 [\s\S]*done in/);
		terminal.press(',');
		await terminal.until('run 1 of 2');
		terminal.press(',');
		await terminal.until('this is the first run of contactSheet');
		terminal.press('.');
		await terminal.until(text => !text.includes('run 1 of 2'));
	});

	for (const [columns, rows] of [
		[80, 24],
		[100, 30],
		[160, 50],
	] as const) {
		test(`nested, parallel and remote steps, their code and their guarantees at ${columns} × ${rows}`, async () => {
			const terminal = openTerminal([examplePath('merge-sort.ts'), '--args', '[[3, 1, 2]]'], {columns, rows});
			const shown = await terminal.until('done in');
			expect(shown).toMatch(/^ {2}mergeSort \[3, 1\] .*✓ done/m);
			expect(shown).toMatch(/^ {4}mergeSort \[3\] .*✓ done/m);
			expect(shown).toMatch(/^ {2}merge \[1, 3\] .*✓ ran 1×/m);
			expect(shown.indexOf('  mergeSort [3, 1]')).toBeLessThan(shown.indexOf('    mergeSort [3]'));
			expect(shown).toMatch(/merge-sort\.ts ─/);
			expect(shown).toMatch(/recorded work never re-ran|guarantees {2}✓/);
			terminal.press('\u001B[H');
			await terminal.until(/PAUSED .*# *1 of/);
			terminal.press('\u001B[F');
			await terminal.until(text => text.includes('PAUSED') && text.includes('mergeSort [3, 1]'));
		});
	}
});
