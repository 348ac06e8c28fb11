import {describe, expect, test} from 'vitest';
import {deepestZoom, initialView, reduceView} from '../../source/ui/view-state.js';
import {painted, rowWith, text} from './draw.js';
import {backingOff, doubleHeld, holding, sleeping, takenOver} from './logs.js';

const sizes = [
	{columns: 80, rows: 24},
	{columns: 120, rows: 40},
];

describe.each(sizes)('at $columns × $rows', size => {
	const inspect = (lane: string, workflow = 'mutex') => ({
		...size,
		workflows: [workflow],
		view: {selected: {[workflow]: lane}, overlay: {kind: 'inspector', scroll: 0} as const},
	});

	test('the inspector tells all about a step', () => {
		const screen = text(takenOver().events, inspect('lane 2'));
		expect(rowWith(screen, 'promise')).toContain('mutex/test:1');
		expect(rowWith(screen, 'function')).toContain('accessResource');
		expect(rowWith(screen, 'counts')).toContain('executed 2× · served from the log 0× · interrupted 1×');
		expect(rowWith(screen, 'record  ')).toContain('none yet');
		expect(rowWith(screen, 'attempts')).toMatch(/1 {2}p1 +1\.00 to +1\.50 s +0\.5 s {2}╳ interrupted/);
		expect(screen).toMatch(/2 {2}p2 +1\.53 to +now s +0\.4 s {2}● runs/);
		expect(screen).toContain('▸ worker-B');
	});

	test('the inspector tells of records, replays, errors, refused writes and values', () => {
		const recorded = text(takenOver().events, inspect('lane 1'));
		expect(rowWith(recorded, 'record  ')).toMatch(/✓ resolved at \d\d:\d\d:\d\d\.\d{3} by p1 +#\d+/);
		expect(rowWith(recorded, 'served  ')).toMatch(/◇ to p2 at/);
		expect(rowWith(recorded, 'value')).toContain('worker-A');
		expect(text(backingOff().events, inspect('lane 2'))).toMatch(/✗ threw[\s\S]* boom, retry after 2\.0 s/);
		const refused = doubleHeld();
		refused.refuse('worker-B', 'p1');
		expect(rowWith(text(refused.events, inspect('lane 2')), 'refused')).toMatch(/409 .* of p1 with version 1/);
		expect(rowWith(text(sleeping().events, inspect('lane 8', 'session')), 'deadline')).toMatch(/\d\d:\d\d:\d\d/);
		expect(text(holding().events, inspect('lane 5'))).toContain('not reached yet');
	});

	test('long values are folded, and a long inspector scrolls', () => {
		const log = holding();
		const id = log.id('worker-B');
		log.add({type: 'step.recorded', step: id, state: 'resolved', value: 'word '.repeat(2000), process: 'p1'});
		expect(text(log.events, inspect('lane 2'))).toMatch(/… \d+ more characters/);
	});

	test('the guarantees have a claim, a verdict, a reason and their evidence', () => {
		const screen = text(doubleHeld().events, {
			...size,
			view: {overlay: {kind: 'guarantees', chosen: 0, evidence: 0}},
		});
		expect(rowWith(screen, '▸')).toMatch(/▸ ╳ one holder at a time +broken +2 at once/);
		expect(screen).toMatch(/claim {4}\S/);
		expect(screen).toMatch(/why {6}\S/);
		expect(rowWith(screen, 'events')).toMatch(/#\d+/);
		const visited = painted(
			doubleHeld().events,
			{colors: 1},
			{
				...size,
				view: {overlay: {kind: 'guarantees', chosen: 0, evidence: 0}},
			},
		);
		expect(visited.join('\n')).toMatch(/\u001B\[7m#\d+/);
	});

	test('the chooser shows fault and place, and what they come to', () => {
		const screen = text(holding().events, {
			...size,
			view: {
				selected: {mutex: 'lane 4'},
				overlay: {kind: 'chooser', fault: 'kill', placement: 'after-effect'},
			},
		});
		expect(screen).toContain('arm a fault on worker-D');
		expect(rowWith(screen, '▸ kill')).toMatch(/▸ kill +· +! +·/);
		expect(screen.replace(/\s+/g, ' ')).toContain('Executed twice, recorded once.');
	});

	test('an armed place is marked before it fires', () => {
		const log = holding();
		log.arm('worker-D', 'kill', 'after-effect');
		expect(rowWith(text(log.events, size), 'worker-D')).toMatch(/·!.*! kill/);
	});

	test('the help covers the screen', () => {
		const screen = text(holding().events, {...size, view: {overlay: {kind: 'help', scroll: 0}}});
		expect(screen).toContain('Every process here is real and really dies.');
		expect(screen).not.toContain('worker-A');
	});
});

describe.each(sizes)('code at $columns × $rows', size => {
	const source = [
		'function* workflow(ctx) {',
		'\t// one after the other',
		'\tfor (const worker of workers) {',
		'\t\tyield* ctx.run(step, worker);',
		'\t}',
		'}',
	];
	const at = (line: number, process = 'p1', log = holding()) => {
		log.add({type: 'position', process, file: '/app/mutex.ts', line});
		return log;
	};

	test('marks the line at which the generator stands, and who runs it', () => {
		const screen = text(at(4).events, {...size, readSource: () => source});
		expect(rowWith(screen, '▶')).toMatch(/▶ 4 +yield\* ctx\.run\(step, worker\);/);
		expect(rowWith(screen, 'mutex.ts')).toContain('line 4 on p1');
	});

	test('counts what was recorded and what was served from the log at a line', () => {
		const log = takenOver();
		const events = at(4, 'p2', log).events.map(event =>
			event.type === 'step.created' ? {...event, file: '/app/mutex.ts', line: 4} : event,
		);
		expect(rowWith(text(events, {...size, readSource: () => source}), '▶')).toMatch(/✓ 1 ◇ 1/);
	});

	test('while nobody needs to run it, the line is where it waits', () => {
		const log = at(4, 'p1', sleeping());
		const screen = text(log.events, {...size, workflows: ['session'], readSource: () => source});
		expect(rowWith(screen, '▶')).toMatch(/▶ 4 +yield\* ctx\.run\(step, worker\);/);
		// In few rows, the line itself is all that there is room for.
		expect(screen).toContain(size.rows < 40 ? 'mutex.ts  ▶ 4' : 'waits at line 4, no process needed');
	});

	test('says kindly that source cannot be read, or is not known yet', () => {
		expect(text(at(4).events, {...size, readSource: () => null})).toMatch(
			/mutex\.ts cannot be read from here; everything else[\s\S]*without it/,
		);
		expect(text(holding().events, {...size, readSource: () => null})).toContain('has not told yet where it stands');
	});

	test('after the end, no line is marked', () => {
		const log = at(4);
		log.succeed('worker-B');
		log.record('worker-B');
		log.settle();
		const screen = text(log.events, {...size, readSource: () => source});
		expect(screen).toContain('yield* ctx.run');
		expect(screen).not.toContain('▶');
	});
});

describe('view state', () => {
	test('zoom stays within its bounds', () => {
		expect(reduceView(initialView, {type: 'zoom', zoom: -3}).zoom).toBe(0);
		expect(reduceView(initialView, {type: 'zoom', zoom: 99}).zoom).toBe(deepestZoom);
	});

	test('each workflow has a selection of its own', () => {
		const one = reduceView(initialView, {type: 'select', workflow: 'mutex', lane: 'lane 1'});
		const two = reduceView(one, {type: 'select', workflow: 'session', lane: 'lane 4'});
		expect(two.selected).toEqual({mutex: 'lane 1', session: 'lane 4'});
		expect(reduceView(two, {type: 'select', workflow: 'mutex', lane: null}).selected).toEqual({session: 'lane 4'});
	});

	test('zoomed in, the timeline shows a part that ends about now', () => {
		const whole = text(sleeping().events, {workflows: ['session']});
		const part = text(sleeping().events, {workflows: ['session'], view: {zoom: 2}});
		expect(whole).toMatch(/ 0s /);
		expect(part).toContain('zoom 4×');
		expect(part).not.toMatch(/ 0s /);
		expect(part).toMatch(/now/);
	});
});
