import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Event} from '../../source/events.js';
import {lineWidth} from '../../source/ui/text/line.js';
import type {Overlay, View} from '../../source/ui/view-state.js';
import {LogBuilder} from '../helpers/log.js';
import {draw, painted, rowWith, text} from './draw.js';
import {backingOff, cleanedUp, doubleHeld, finished, holding, manyLanes, merged, sleeping, takenOver} from './logs.js';

const both = {workflows: ['mutex', 'session']};
const logs: Readonly<Record<string, readonly Event[]>> = {
	empty: [],
	holding: holding().events,
	backingOff: backingOff().events,
	takenOver: takenOver().events,
	doubleHeld: doubleHeld().events,
	finished: finished().events,
	sleeping: sleeping().events,
	cleanedUp: cleanedUp().events,
	manyLanes: manyLanes(300).events,
	both: merged(takenOver(), sleeping()),
};

const overlays: ReadonlyArray<Overlay | null> = [
	null,
	null,
	{kind: 'help', scroll: 7},
	{kind: 'inspector', scroll: 2},
	{kind: 'guarantees', chosen: 1, evidence: 0},
	{kind: 'chooser', fault: 'kill', placement: 'before'},
];

const anyView: fc.Arbitrary<Partial<View>> = fc.record({
	focus: fc.constantFrom(0, 1),
	zoom: fc.integer({min: 0, max: 6}),
	overlay: fc.constantFrom(...overlays),
	selected: fc.constantFrom<View['selected'][]>({}, {mutex: 'lane 2', session: 'lane 8'}, {mutex: 'lane 150'}),
});

const source = ['function* workflow() {', "\tyield* ctx.run(step, '漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字');", '}'];

describe('frame', () => {
	test('is never larger than the terminal, at any size, in any state, with any view', () => {
		fc.assert(
			fc.property(
				fc.integer({min: 20, max: 250}),
				fc.integer({min: 5, max: 80}),
				fc.constantFrom(...Object.keys(logs)),
				anyView,
				fc.double({min: 0, max: 1, noNaN: true}),
				fc.boolean(),
				(columns, rows, name, view, part, paused) => {
					const events = logs[name] ?? [];
					const seq = Math.round(events.length * part);
					const cursor = paused && seq > 0 ? {seq, at: events[seq - 1]?.at ?? 0} : null;
					const lines = draw(events, {...both, columns, rows, seq, view: {...view, cursor}, readSource: () => source});
					if (columns >= 60 && rows >= 16) {
						expect(lines).toHaveLength(rows - 1);
						for (const line of lines) {
							expect(lineWidth(line)).toBe(columns);
						}
					} else {
						expect(lines.length).toBeLessThan(rows);
						for (const line of lines) {
							expect(lineWidth(line)).toBeLessThanOrEqual(columns);
						}
					}
				},
			),
			{numRuns: 300},
		);
	});

	test('below 60 × 16 it says kindly what it needs', () => {
		expect(text(holding().events, {columns: 50, rows: 12})).toMatch(/needs 60 × 16[\s\S]*has 50 × 12/);
	});

	test('with --ascii every character of every state is ASCII, and nothing moves', () => {
		for (const [name, events] of Object.entries(logs)) {
			for (const overlay of overlays) {
				const options = {...both, columns: 120, rows: 40, view: {overlay, selected: {mutex: 'lane 2'}}};
				const ascii = painted(events, {ascii: true, colors: 0}, options);
				const full = painted(events, {colors: 0}, options);
				for (const [row, line] of ascii.entries()) {
					expect([name, line]).toEqual([name, expect.stringMatching(/^[\x20-\x7E]*$/)]);
					expect([name, line.length]).toEqual([name, full[row]?.length]);
				}
			}
		}
	});

	test('in ASCII, a durable sleep is no rule', () => {
		const rows = painted(sleeping().events, {ascii: true, colors: 0}, {workflows: ['session']});
		expect(rows.join('\n')).toMatch(/ sleep +\.+~+\] +~ wakes in 6\.0 s/);
		expect(rows.join('\n')).toMatch(/ processes -{20}/);
	});

	test('without colours there is no SGR, with colours there is', () => {
		expect(painted(takenOver().events, {colors: 0}).join('')).not.toContain('\u001B');
		for (const colors of [1, 2, 3] as const) {
			expect(painted(takenOver().events, {colors}).join('')).toContain('\u001B[');
		}
	});

	test('each state has a glyph and a word, with and without colour', () => {
		const session = {workflows: ['session'], columns: 100, rows: 34};
		expect(rowWith(text(holding().events), 'worker-B  ')).toMatch(/█+ .*● holds on p1/);
		expect(rowWith(text(holding().events), 'worker-C')).toMatch(/·+ .*· waiting/);
		expect(rowWith(text(holding().events), 'worker-A')).toMatch(/▇+ .*✓ ran 1×/);
		expect(rowWith(text(backingOff().events), 'worker-B  ')).toMatch(/▇✗┄+ .*┄ retry in 1\.4 s/);
		expect(rowWith(text(takenOver().events), 'worker-A  ')).toMatch(/▇+ +◇ .*✓ ran 1× ◇ 1 from log/);
		expect(rowWith(text(takenOver().events), 'worker-B  ')).toMatch(/▒*╳█.*● holds, run 2 on p2/);
		expect(rowWith(text(doubleHeld().events), 'worker-B  ')).toMatch(/█░+▓+ .*▓ p1 and p2 hold/);
		expect(rowWith(text(sleeping().events, session), '  sleep  ')).toMatch(/─+┤ .*─ wakes in 6\.0 s/);
		expect(rowWith(text(cleanedUp().events, session), '  sleep  ')).toMatch(/─+┤.*✓ slept 6\.0 s/);
	});

	test('names who holds the resource: one, nobody, or two', () => {
		expect(text(holding().events)).toContain('payment-gateway ● held by worker-B on p1');
		expect(text(backingOff().events)).toContain('payment-gateway ○ free');
		expect(text(doubleHeld().events)).toContain('payment-gateway ▓ held by 2: worker-B on p1 and worker-B on p2');
	});

	test('the durable sleep has a deadline, a countdown, and a history', () => {
		const session = {workflows: ['session'], columns: 120, rows: 40};
		const row = rowWith(text(sleeping().events, session), 'durable sleep');
		expect(row).toMatch(/until \d\d:\d\d:\d\d\.\d{3} · survived 0 kills · shortened 0× .*━+─+┤ +wakes in 6\.0 s/);
		expect(rowWith(text(cleanedUp().events, {...session, columns: 160}), 'durable sleep')).toMatch(
			/survived 1 kill · shortened 1× · at first \d\d:.*✓ slept 6\.0 s/,
		);
		expect(rowWith(text(holdingSession(), session), 'durable sleep')).toContain('not yet');
	});

	test('the strip of states shows where the run is and when it got there', () => {
		const session = {workflows: ['session'], columns: 120, rows: 40};
		expect(text(sleeping().events, session)).toMatch(
			/✓ login 0\.0s +→ +✓ active 0\.3s +→ +● idle 2\.3s +→ +· expired +→ +· cleaned up/,
		);
		expect(text(cleanedUp().events, session)).toMatch(/✓ expired 8\.5s +→ +✓ cleaned up 8\.7s/);
		expect(text(sleeping().events, {...session, columns: 80, rows: 24})).toMatch(/● idle 2\.3s/);
		expect(text(sleeping().events, {...session, columns: 160, rows: 50})).toMatch(/● idle \d\d:\d\d:\d\d\.\d{3}/);
	});

	test('the living and the newest dead processes are shown, with what they hold and how they died', () => {
		const screen = text(takenOver().events);
		expect(rowWith(screen, 'p1  41201')).toMatch(/━+╳ .*╳ SIGKILL/);
		expect(rowWith(screen, 'p2  41202')).toMatch(/┈+━+ .*━ holds mutex/);
		expect(rowWith(screen, 'p3  41203')).toMatch(/┈ stands by/);
		expect(rowWith(text(doubleHeld().events), 'p1  41201')).toMatch(/━+░+ .*░ frozen/);
		const folded = text(takenOver().events, {columns: 60, rows: 16});
		expect(rowWith(folded, 'processes')).toMatch(/p2 ━ holds mutex +p3 ┈ stands by/);
	});

	test('a broken guarantee is on every screen, in words', () => {
		for (const size of [
			{columns: 60, rows: 16},
			{columns: 80, rows: 24},
			{columns: 100, rows: 30},
			{columns: 160, rows: 50},
		]) {
			expect(text(doubleHeld().events, size)).toMatch(/╳ one holder at a time/);
		}
	});

	test('the log ends with the newest entry, and tells it in words', () => {
		const rows = text(takenOver().events).split('\n');
		expect(rows.at(-3)).toMatch(/#\d+ .*· pace 8×/);
		expect(rows.at(-4)).toMatch(/◇ p2 took over: A served from the log, B runs again/);
	});

	test('paused, it counts what happens meanwhile and is as it was', () => {
		const events = takenOver().events;
		const seq = holding().events.length;
		const cursor = {seq, at: events[seq - 1]?.at ?? 0};
		const screen = text(events, {seq, now: cursor.at, view: {cursor}});
		expect(screen).toContain(`‖ PAUSED  at #${seq} of ${events.length}`);
		expect(screen).not.toContain('SIGKILL');
		expect(screen.split('\n').slice(1, -4)).toEqual(
			text(events.slice(0, seq), {now: cursor.at}).split('\n').slice(1, -4),
		);
	});

	test('the selected lane is marked, and a thousand lanes scroll to it', () => {
		const selected = {mutex: 'lane 250'};
		const screen = text(manyLanes(1000).events, {view: {selected}});
		expect(rowWith(screen, '▸ step-250')).toBeDefined();
		expect(text(manyLanes(1000).events)).toContain('step-500');
		expect(text(manyLanes(1000).events)).not.toContain('step-999');
	});

	test('wide characters, escape sequences and endless labels in a workflow break nothing', () => {
		const log = new LogBuilder('mutex/x').begin({
			title: 'mu\u001B[2Jtex',
			lanes: ['漢字漢字漢字漢字漢字漢字漢字漢字', 'a\nb', 'x'.repeat(300)],
		});
		log.create('漢字漢字漢字漢字漢字漢字漢字漢字');
		log.start('漢字漢字漢字漢字漢字漢字漢字漢字');
		log.fail('漢字漢字漢字漢字漢字漢字漢字漢字', 2000, 'p1', 'bang\u001B[31m\n\u202Eboom');
		for (const line of draw(log.events, {workflows: ['mu\u001B[2Jtex']})) {
			expect(lineWidth(line)).toBe(100);
			expect(line.map(({text}) => text).join('')).not.toMatch(/\p{Cc}|\u202E/u);
		}
	});

	test('the columns stay where they are when values change', () => {
		const verdictAt = (screen: string) => rowWith(screen, 'worker-A').search(/[✓●] (ran|holds)/);
		const places = [holding, backingOff, takenOver, doubleHeld, finished].map(make => verdictAt(text(make().events)));
		expect(new Set(places).size).toBe(1);
	});

	test('turns that follow each other never share a column', () => {
		for (let columns = 80; columns < 200; columns += 7) {
			const rows = text(finished().events, {columns}).split('\n');
			const turns = rows.filter(row => /^ {2}worker-/.test(row)).map(row => [...row].map(cell => '▇█'.includes(cell)));
			expect(turns).toHaveLength(5);
			for (let cell = 0; cell < columns; cell++) {
				expect(turns.filter(turn => turn[cell]).length).toBeLessThanOrEqual(1);
			}
		}
	});

	test('two runs that began together stand under one timeline', () => {
		const rows = text(merged(takenOver(), sleeping()), {...both, columns: 160, rows: 50}).split('\n');
		const axes = rows.filter(row => /^ +0s /.test(row));
		expect(axes).toHaveLength(2);
		expect(axes[0]).toBe(axes[1]);
	});
});

function holdingSession(): Event[] {
	return sleeping().events.slice(0, 8);
}
