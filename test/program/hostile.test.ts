import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {openTerminal} from '../helpers/terminal.js';

const flow = fileURLToPath(new URL('../fixtures/flows/hostile.ts', import.meta.url));

test('no escape sequence of a workflow reaches the terminal: not from labels, errors, values, nor from what it prints', async () => {
	const terminal = openTerminal([flow], {columns: 100, rows: 40});
	await terminal.until(/waits to be settled|promise .*pending/);
	// Everything that shows text of the workflow's is looked at.
	terminal.press('o');
	await terminal.until('in the workflow');
	terminal.press('p');
	await terminal.until('any JSON, or a text');
	terminal.press('\u001B[200~pasted \u001B]0;owned\u0007\u001B[201~');
	await terminal.until('▏  a text');
	terminal.press('\r');
	await terminal.until('settled with "pasted');
	terminal.press('p');
	await terminal.until('any JSON, or a text');
	terminal.press('\r');
	await terminal.until(/attack.* done in/);
	for (const label of ['promise', 'promise', 'failblink', 'stepblink']) {
		terminal.press('\u001B[A\r');
		await terminal.until(new RegExp(`▸ ${label}[\\s\\S]*counts`));
		terminal.press('\u001B');
		await terminal.until(text => !text.includes('counts'));
	}

	expect(terminal.text()).toContain('attackblink');
	terminal.press('q');
	expect((await terminal.exit).exitCode).toBe(0);
	// The window's title, blinking, and the eight-bit introducer are nothing that we ever use.
	expect(terminal.raw).not.toContain('\u001B]0;');
	expect(terminal.raw).not.toContain('\u0007');
	expect(terminal.raw).not.toContain('\u001B[5m');
	expect(terminal.raw).not.toContain('\u009B');
});
