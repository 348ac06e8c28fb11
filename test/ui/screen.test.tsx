import {render} from 'ink-testing-library';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {App} from '../../source/ui/app.js';
import {GrowingLog, startScreen} from '../helpers/screen.js';
import {finished, holding, manyLanes, merged, sleeping, takenOver} from './logs.js';

const left = '\u001B[D';
const down = '\u001B[B';
const esc = '\u001B';

describe('keys', () => {
	test('become commands, and the answer stands in the status line', async () => {
		const screen = startScreen({events: holding().events, answer: () => ({done: true, message: 'SIGKILL to p1'})});
		await screen.shows('● holds on p1');
		screen.type('k');
		await screen.shows('› SIGKILL to p1');
		expect(screen.commands).toEqual([{type: 'kill', process: 'p1'}]);
	});

	test('that make no sense say why, and do nothing', async () => {
		const screen = startScreen({events: holding().events});
		await screen.shows('● holds on p1');
		screen.type('s');
		await screen.shows('! no durable sleep to shorten now');
		expect(screen.commands).toEqual([]);
	});

	test('a command that the engine refuses, or that fails, says so too', async () => {
		const screen = startScreen({events: holding().events, answer: () => ({done: false, message: 'p1 is gone'})});
		await screen.shows('LIVE');
		screen.type('k');
		await screen.shows('! p1 is gone');
		const broken = startScreen({
			events: holding().events,
			dispatch: () => Promise.reject(new Error('the store is away')),
		});
		await broken.shows('LIVE');
		broken.type('k');
		await broken.shows('! the store is away');
	});

	test('several in one chunk are done in order, each knowing what the one before it did', async () => {
		const screen = startScreen({events: holding().events});
		await screen.shows('LIVE');
		screen.type(`${down}${down}c`);
		await vi.waitFor(() =>
			expect(screen.commands).toEqual([
				{type: 'arm', run: 'mutex/test', fault: 'throw', target: 'worker-C', placement: 'after-effect'},
			]),
		);
		screen.type('?q');
		expect(await screen.end).toBe('quit');
	});

	test('pasted text is no command', async () => {
		const screen = startScreen({events: holding().events});
		await screen.shows('LIVE');
		screen.type('\u001B[200~kkk\u001B[201~');
		await screen.shows('pasted text is ignored');
		expect(screen.commands).toEqual([]);
	});
});

describe('time', () => {
	test('space freezes the view while events go on, and space again is live', async () => {
		const log = takenOver().events;
		const seq = holding().events.length;
		const screen = startScreen({events: log.slice(0, seq)});
		await screen.shows('● holds on p1');
		screen.type(' ');
		await screen.shows(`PAUSED  at #${seq} of ${seq}`);
		screen.log.append(...log.slice(seq));
		await screen.shows(`PAUSED  at #${seq} of ${log.length}`);
		expect(screen.text()).not.toContain('SIGKILL');
		screen.type(' ');
		await screen.shows('● LIVE');
		await screen.shows('SIGKILL');
	});

	test('the arrow goes back event by event: the whole screen as it was', async () => {
		const log = takenOver().events;
		const screen = startScreen({events: log});
		await screen.shows('SIGKILL');
		screen.type(left);
		await screen.shows(`at #${log.length - 1} of ${log.length}`);
		screen.type('\u001B[H');
		await screen.shows(new RegExp(`at # *1 of ${log.length}`));
		await screen.shows('starting');
		screen.type('k');
		await screen.shows('the screen shows the past');
		screen.type(esc);
		await screen.shows('● LIVE');
	});

	test('an evidence event is jumped to from the guarantees', async () => {
		const screen = startScreen({events: takenOver().events});
		await screen.shows('LIVE');
		screen.type('g');
		await screen.shows('claim');
		screen.type(`${down}\r`);
		await screen.shows('PAUSED');
	});
});

describe('a journal', () => {
	test('ends with its last event, has nothing to hurt, and travels', async () => {
		const read = vi.fn(() => holding().at + 86_400_000);
		const {events} = holding();
		const screen = startScreen({events, now: read, live: false});
		await screen.shows('● JOURNAL');
		await screen.shows(' 1.5 s');
		screen.type('k');
		await screen.shows('! this is a journal: nothing runs');
		screen.type(left);
		await screen.shows(`at #${events.length - 1} of ${events.length}`);
		await expectQuiet(read);
	});
});

describe('drawing', () => {
	test('goes on while a run goes on, and stops when nothing moves', async () => {
		let now = holding().at;
		const read = vi.fn(() => now);
		const screen = startScreen({events: holding().events, now: read});
		await screen.shows('1.5 s');
		now += 1000;
		await screen.shows('2.5 s');
		screen.type(' ');
		await screen.shows('PAUSED');
		await expectQuiet(read);
		screen.type(' ');
		now += 1000;
		await screen.shows('3.5 s');
	});

	test('stops when all runs are settled', async () => {
		const log = finished();
		const read = vi.fn(() => log.at);
		const screen = startScreen({events: log.events, now: read});
		await screen.shows('✓ done in');
		await expectQuiet(read);
	});

	test('many events at once are one frame', async () => {
		const log = manyLanes(200).events;
		const screen = startScreen({events: log.slice(0, 10)});
		await screen.shows('LIVE');
		const before = screen.raw().length;
		for (const event of log.slice(10)) {
			screen.log.append(event);
		}

		await screen.shows('step-100');
		expect(screen.raw().length - before).toBeLessThan(40_000);
	});

	test('follows the size of the terminal, down to one kind sentence and back', async () => {
		const screen = startScreen({events: merged(holding(), sleeping()), workflows: ['mutex', 'session']});
		await screen.shows('1 mutex');
		for (const [columns, rows] of [
			[160, 50],
			[80, 24],
			[60, 16],
			[120, 40],
		] as const) {
			screen.resize(columns, rows);
			await vi.waitFor(() => {
				const lines = screen.lines();
				expect(lines[0]).toMatch(/^ (durable-tui|1 mutex)/);
				expect(lines[rows - 2]).toContain('q quit');
				expect(lines[rows - 1]).toBe('');
				expect(lines.filter(line => line.includes('q quit'))).toHaveLength(1);
			});
		}

		screen.resize(40, 10);
		await screen.shows('needs 60 × 16');
		await screen.lacks('q quit');
		screen.resize(100, 30);
		await screen.shows('q quit');
		await screen.lacks('needs 60');
	});

	test('tab shows the other workflow where there is no room for both', async () => {
		const screen = startScreen({events: merged(holding(), sleeping()), workflows: ['mutex', 'session']});
		await screen.shows('worker-B');
		screen.type('\t');
		await screen.shows('durable sleep');
		await screen.lacks('worker-B  ');
		screen.type('1');
		await screen.shows('worker-B');
	});
});

describe('the end', () => {
	test.each([
		['q', 'quit'],
		['\u0003', 'interrupt'],
	] as const)('%j restores the terminal', async (key, how) => {
		const screen = startScreen({events: holding().events});
		await screen.shows('LIVE');
		expect(screen.raw()).toContain('\u001B[?1049h');
		expect(screen.isRaw()).toBe(true);
		screen.type(key);
		expect(await screen.end).toBe(how);
		expect(screen.raw().lastIndexOf('\u001B[?1049l')).toBeGreaterThan(screen.raw().lastIndexOf('\u001B[?1049h'));
		expect(screen.raw()).toContain('\u001B[?25h');
		expect(screen.isRaw()).toBe(false);
		expect(screen.log.listeners).toBe(0);
	});

	test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('%s ends it as well', async signal => {
		const others = process.listenerCount(signal);
		const screen = startScreen({events: holding().events});
		await screen.shows('LIVE');
		process.emit(signal);
		expect(await screen.end).toBe(signal);
		expect(screen.raw()).toContain('\u001B[?1049l');
		expect(process.listenerCount(signal)).toBe(others);
	});
});

test('draws in ink-testing-library as well, without an escape sequence when colours are off', async () => {
	const app = render(
		<App
			source={new GrowingLog(takenOver().events)}
			dispatch={() => ({done: true, message: ''})}
			now={() => takenOver().at}
			workflows={['mutex']}
			store="embedded store"
			ascii={true}
			version="0.0.0"
			live={true}
			colors={0}
			onQuit={() => {}}
		/>,
	);
	onTestFinished(() => app.unmount());
	await vi.waitFor(() => expect(app.lastFrame()).toContain('v ran 1x o 1 from log'));
	expect(app.lastFrame()).toMatch(/^[\n\x20-\x7E]*$/);
});

/** Nobody asks what time it is while five frames could have been drawn. */
async function expectQuiet(clock: {mock: {calls: unknown[]}}): Promise<void> {
	let before = -1;
	await vi.waitFor(
		() => {
			const calls = clock.mock.calls.length;
			const still = calls === before;
			before = calls;
			expect(still).toBe(true);
		},
		{timeout: 5000, interval: 500},
	);
}
