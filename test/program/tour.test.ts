import {expect, test} from 'vitest';
import {documented, examples} from '../../source/ui/tour/examples.js';
import {openTerminal} from '../helpers/terminal.js';

const enter = '\r';
const escapeKey = '\u001B';
/** Quick, yet with time between a strike and what comes after it. */
const quick = ['--pace', '2', '--idle', '1500ms', '--lease', '800ms'];

/** Titles are cut where there is no room; their beginnings are enough to know them by. */
const heading = (index: number): string => `example ${index + 1} of ${examples.length}  ${examples[index]?.workflow}: `;

const proof = /^ {2}[✓╳!] .* (holds|broken|to know): .*#\d+/gm;

/** The words of a screen without their places. */
const flat = (text: string): string => text.replace(/\s+/g, ' ');

test('the nine failure modes are each shown and proven on the screen, and two that go beyond them', async () => {
	expect(documented).toBe(9);
	const session = openTerminal(['--tour', ...quick], {columns: 100, rows: 30});
	await session.until('guided examples');
	expect(session.text()).toContain(`0 of ${examples.length} proven`);
	await session.until(text => text.includes('p1') && text.includes('p2'));
	session.press(enter);
	for (const [index, {look, told, proves}] of examples.entries()) {
		await session.until(text => text.includes(heading(index)) && flat(text).includes(look));
		session.press(enter);
		// Each guarantee that it is about stands there with its verdict and with events that prove it.
		await session.until(
			text =>
				text.includes(heading(index)) &&
				text.includes('✓ proven') &&
				text.includes(told) &&
				text.match(proof)?.length === proves.length,
			30_000,
		);
		session.press('n');
	}

	await session.until('this is the last example');
	session.press('t');
	await session.until(
		text =>
			text.includes(`${examples.length} of ${examples.length} proven`) &&
			text.match(/✓ +\d+ +(mutex|session)/g)?.length === examples.length,
	);
}, 120_000);

test('the evidence is one key away: the cursor jumps to each event that proves it, and back to live', async () => {
	const session = openTerminal(['--tour', ...quick], {columns: 80, rows: 24});
	await session.until(/p1.*p2/);
	session.press('\u001B[B');
	await session.until(/▸ · +2/);
	session.press(enter);
	await session.until('example 2 of');
	session.press(enter);
	await session.until('✓ proven');
	const evidence = (await session.until(/re-ran {2}holds: .*#/)).match(/re-ran {2}holds: .*$/m)?.[0] ?? '';
	const events = [...evidence.matchAll(/#(\d+)/g)].map(([, seq]) => seq);
	expect(events.length).toBeGreaterThan(1);
	for (const seq of [...events, events[0]]) {
		session.press('e');
		await session.until(new RegExp(`PAUSED +at # *${seq} of`));
	}

	// The words stay while time is travelled; escape goes back to live, then leaves.
	session.press(escapeKey);
	await session.until(text => text.includes('● LIVE') && text.includes('example 2 of') && text.includes('✓ proven'));
	session.press(escapeKey);
	await session.until(text => !text.includes('example 2 of'));
});

test('an example that is left in its midst leaves no fault behind', async () => {
	const session = openTerminal(['--tour', '--pace', '4'], {columns: 100, rows: 30});
	await session.until(/p1.*p2/);
	session.press(enter);
	await session.until('example 1 of');
	session.press(enter);
	await session.until(/worker-C .*! throw/);
	session.press('n');
	await session.until('example 2 of');
	await session.until('an armed fault was called off');
	expect(await session.until(/✓ done in/)).not.toContain('✗');
});

test('a run that somebody cancels is not taken for a proof, and can be tried again', async () => {
	const session = openTerminal(['mutex', '--tour', '--pace', '4'], {columns: 100, rows: 30});
	await session.until(/p1.*p2/);
	session.press(enter);
	await session.until('example 1 of');
	session.press(enter);
	await session.until('going on');
	session.press('r');
	await session.until('not proven');
	session.press(enter);
	await session.until('✓ proven');
});

test('the help leads to the examples, and what is not on the screen is said to be elsewhere', async () => {
	const session = openTerminal(['mutex', '--pace', '2'], {columns: 80, rows: 24});
	await session.until('worker-A');
	session.press('?');
	await session.until(/t +guided examples/);
	session.press('t');
	await session.until('guided examples');
	session.press('\u001B[6~');
	await session.until('a frozen process');
	session.press('\u001B[A\u001B[A\u001B[A');
	await session.until(/▸ · +\d+ +session/);
	await session.until(text => flat(text).includes('durable-tui --tour shows both workflows'));
	session.press(enter);
	await session.until('! the session is not on the screen');
	session.press(escapeKey);
	await session.until('worker-A');
});

test('--ascii: the tour too has nothing but ASCII', async () => {
	const session = openTerminal(['mutex', '--tour', '--ascii', '--pace', '2'], {columns: 80, rows: 24});
	await session.until(/p1.*p2/);
	session.press(enter);
	await session.until('example 1 of');
	session.press(enter);
	await session.until('v proven');
	session.press('e');
	await session.until('PAUSED');
	expect(session.raw.match(/[^\u0000-\u007E]/gu) ?? []).toEqual([]);
});

test.each([
	[['--tour', '--json'], 'needs the screen'],
	[['--tour', '--plain'], 'needs the screen'],
	[['--tour', 'examples/order.ts'], 'is for the built-in workflows'],
	[['--tour', 'exec', 'program.ts'], 'is for the built-in workflows'],
])('%j is wrong usage', async (args, why) => {
	const session = openTerminal(args);
	expect((await session.exit).exitCode).toBe(2);
	await session.until(text => flat(text).includes(`--tour ${why}`));
});
