import {expect, test} from 'vitest';
import {hurry} from '../helpers/keys.js';
import {openTerminal, type TerminalSession} from '../helpers/terminal.js';

const workers = ['worker-A', 'worker-B', 'worker-C', 'worker-D', 'worker-E'];
const steps = [
	'login',
	'page_view',
	'search',
	'product_view',
	'add_to_cart',
	'checkout_started',
	'mark idle',
	'cleanup',
];

/** Whether the lanes with these names are on the screen, in this order. */
function hasLanes(text: string, names: readonly string[]): boolean {
	const lanes = text.split('\n').map(line => line.slice(2));
	const places = names.map(name => lanes.findIndex(line => line.startsWith(`${name} `)));
	return places.every((place, index) => place >= 0 && place > (places[index - 1] ?? -1));
}

/** No row is longer than the terminal, the header is on top, the footer at the bottom, nothing stands there twice. */
function expectWhole(session: TerminalSession, columns: number, rows: number): void {
	const lines = session.rows();
	expect(lines).toHaveLength(rows);
	expect(lines.filter(line => line.length > columns)).toEqual([]);
	expect(lines[0]).toMatch(/^ durable-tui .*(LIVE|PAUSED)/);
	expect(lines[rows - 2]).toMatch(/ c crash .* q quit$/);
	expect(lines[rows - 1]).toBe('');
	expect(lines.filter(line => line.includes('durable-tui'))).toHaveLength(1);
	expect(lines.filter(line => line.includes(' q quit'))).toHaveLength(1);
}

test('at 160x50 both workflows are shown, and run to their end', async () => {
	const session = openTerminal(['--pace', '2', '--idle', '1s'], {columns: 160, rows: 50});
	await session.until(text => hasLanes(text, workers) && hasLanes(text, steps));
	await session.until(text => text.match(/✓ done in/g)?.length === 2);
	const text = await session.until(/✓ cleaned up/);
	for (const name of workers) {
		expect(text).toMatch(new RegExp(`${name} .*▇.*✓ ran 1×`));
	}

	for (const name of steps) {
		expect(text).toMatch(new RegExp(`${name} .*✓ ran 1×`));
	}

	expect(text).toMatch(/idle sleep .*─.*✓ slept 1\.\d s/);
	expect(text).toMatch(/✓ one holder at a time +at most 1/);
	expect(text).toMatch(/✓ each worker recorded once +5 of 5/);
	expectWhole(session, 160, 50);
});

test('at 80x24 one workflow is shown, and keys switch to the other', async () => {
	const session = openTerminal([], {columns: 80, rows: 24});
	await session.until(text => hasLanes(text, workers));
	expect(session.text()).not.toContain('page_view ');
	for (const [key, shown, hidden] of [
		['2', steps, 'worker-A '],
		['1', workers, 'page_view '],
		['\t', steps, 'worker-A '],
		['\u001B[Z', workers, 'page_view '],
	] as const) {
		session.press(key);
		const text = await session.until(all => hasLanes(all, shown));
		expect(text.split('\n').filter(line => line.slice(2).startsWith(hidden))).toEqual([]);
	}

	expectWhole(session, 80, 24);
});

test.each([
	['mutex', workers],
	['session', steps],
] as const)('%s alone has no other to switch to', async (workflow, lanes) => {
	const session = openTerminal([workflow], {columns: 80, rows: 24});
	await session.until(text => hasLanes(text, lanes));
	session.press('\t');
	await session.until('there is only one workflow on the screen');
	session.press('2');
	await session.until('there is only one workflow on the screen');
});

test('a new size is drawn cleanly, too small is one sentence, and back', async () => {
	const session = openTerminal([], {columns: 80, rows: 24});
	await session.until(/worker-A .*[█▇]/);
	for (const [columns, rows] of [
		[100, 30],
		[160, 50],
		[80, 24],
		[59, 15],
		[160, 50],
		[60, 16],
		[100, 30],
		[59, 15],
		[80, 24],
	] as const) {
		session.resize(columns, rows);
		if (columns < 60) {
			const text = await session.until(`this terminal has ${columns} ×`);
			const said = text.trim().split(/\s+/).join(' ');
			expect(said).toMatch(/^durable-tui needs 60 × 16 .* 59 × 15\. .*larger.*\.$/);
		} else {
			const footer = (text: string): boolean => text.split('\n')[rows - 2]?.endsWith(' q quit') ?? false;
			await session.until(text => footer(text) && /^ durable-tui .*LIVE/.test(text));
			expectWhole(session, columns, rows);
		}
	}
});

test('a program that has been too small all the time runs on', async () => {
	const session = openTerminal(['mutex', '--pace', '1', '--workers', '2'], {columns: 40, rows: 10});
	await session.until('60 × 16');
	session.resize(80, 24);
	await session.until(/worker-B .*✓ ran 1×/);
});

/** The parameters of all sequences that select colours or weights. */
function graphicModes(raw: string): string[] {
	return [...raw.matchAll(/\u001B\[([\d;:]*)m/g)].map(([, parameters = '']) => parameters);
}

test('NO_COLOR: no colour, but all that colours say', async () => {
	const session = openTerminal(['mutex', '--pace', '1'], {env: {NO_COLOR: '1'}});
	session.press('c');
	await session.until('done in');
	const colours = graphicModes(session.raw).filter(mode => mode.split(/[;:]/).some(part => isColour(Number(part))));
	expect(colours).toEqual([]);
	expect(session.text()).toMatch(/worker-A .*✓ ran/);
});

function isColour(parameter: number): boolean {
	return (parameter >= 30 && parameter <= 49) || (parameter >= 90 && parameter <= 107);
}

test.each([
	['COLORTERM', 'truecolor', '38;2;30;227;207'],
	['FORCE_COLOR', '1', '36'],
])('%s=%s: the colour of what executes is %s', async (name, value, colour) => {
	const session = openTerminal(['mutex'], {env: {[name]: value}});
	await session.until(/worker-A .*[█▇]/);
	expect(graphicModes(session.raw)).toContain(colour);
});

test('--ascii: nothing but ASCII on the screen, faults and help included', async () => {
	const session = openTerminal(['--ascii', '--pace', '16', '--idle', '500ms'], {columns: 160, rows: 50});
	await session.until(/held by worker-A/);
	session.press('c');
	await session.until('retry in');
	session.press('k');
	await session.until('SIGKILL');
	session.press('?');
	await session.until('keys');
	session.press('?g');
	await session.until('claim');
	session.press('\u001B');
	await hurry(session);
	await session.until(text => text.match(/v done in/g)?.length === 2);
	expect(session.raw.match(/[^\u0000-\u007E]/gu) ?? []).toEqual([]);
});
