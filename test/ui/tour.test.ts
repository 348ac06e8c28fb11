import {describe, expect, test} from 'vitest';
import type {Event} from '../../source/events.js';
import {fold} from '../../source/model/reduce.js';
import {wrapWords} from '../../source/ui/text/width.js';
import {advance} from '../../source/ui/tour/advance.js';
import {whyNot} from '../../source/ui/tour/availability.js';
import {stepsOf} from '../../source/ui/tour/example.js';
import {documented, examples} from '../../source/ui/tour/examples.js';
import {evidenceOf, initialTour, isProven, reduceTour, type TourState} from '../../source/ui/tour/tour-state.js';
import {begun, type LogBuilder, sessionDescription} from '../helpers/log.js';
import {rowWith, text} from './draw.js';
import {doubleHeld, holding, takenOver} from './logs.js';

const place = (id: string): number => examples.findIndex(example => example.id === id);
const chosen = (id: string): TourState => reduceTour(initialTour, {type: 'choose', index: place(id)});
const starting = (id: string, seq = 0): TourState => reduceTour(chosen(id), {type: 'begin', seq});

/** The tour after a log, and the beats that came, by what they do. */
function through(state: TourState, events: readonly Event[]): {state: TourState; deeds: string[]} {
	const deeds: string[] = [];
	const model = fold(events);
	const after = events.reduce((before, event) => {
		const step = advance(before, event, model);
		deeds.push(...(step.beat?.deed ? [step.beat.deed.type] : []));
		return step.state;
	}, state);
	return {state: after, deeds};
}

/** A kill under worker-C, and the rest of the run. */
function killed(): LogBuilder {
	const log = begun().execute(['worker-A', 'worker-B']);
	log.create('worker-C');
	log.start('worker-C');
	log.wait(400);
	log.interrupt('worker-C');
	log.exit('p1');
	log.acquire('p2');
	log.replay('p2', 'worker-A', 'worker-B');
	log.execute(['worker-C', 'worker-D', 'worker-E'], 'p2');
	log.settle();
	return log;
}

describe('the examples', () => {
	test('are nine for the documents and two beyond, each with a proof and an end', () => {
		expect(documented).toBe(9);
		expect(examples).toHaveLength(11);
		expect(new Set(examples.map(({id}) => id)).size).toBe(11);
		for (const {proves, ends} of examples) {
			expect(proves.length).toBeGreaterThan(0);
			expect(ends.length).toBeGreaterThan(0);
		}
	});

	test('have words that fit two lines of the smallest usual terminal', () => {
		for (const {look, told, beats} of examples) {
			for (const words of [look, ...beats.map(({say}) => say ?? '')]) {
				expect(wrapWords(words, 76).length, words).toBeLessThanOrEqual(2);
				expect(wrapWords(words, 56).length, words).toBeLessThanOrEqual(3);
			}

			expect(told.length, told).toBeLessThanOrEqual(78);
		}
	});

	test('name only steps that their workflow has', () => {
		const lanes: Record<string, readonly string[]> = {
			mutex: ['worker-A', 'worker-B', 'worker-C', 'worker-D', 'worker-E'],
			session: sessionDescription.lanes ?? [],
		};
		for (const example of examples) {
			expect(lanes[example.workflow]).toEqual(expect.arrayContaining([...stepsOf(example)]));
		}
	});
});

describe('how an example goes', () => {
	test('it does nothing before it was begun', () => {
		const log = killed();
		expect(through(chosen('mutex-killed'), log.events)).toEqual({state: chosen('mutex-killed'), deeds: []});
	});

	test('its deeds come with the events that it waits for, and its end proves what it claims', () => {
		const log = killed();
		const {state, deeds} = through(starting('mutex-killed'), log.events);
		expect(deeds).toEqual(['kill']);
		expect(state.progress?.phase).toBe('over');
		expect(state.proven).toEqual(['mutex-killed']);
		const replays = log.events.filter(event => event.type === 'step.replayed').map(({seq}) => seq);
		expect(state.progress && evidenceOf(state.progress)).toEqual(replays);
	});

	test('it watches the run that begins after it, and no other', () => {
		const log = killed();
		const late = through(starting('mutex-killed', log.events.length), log.events);
		expect(late.state.progress?.phase).toBe('starting');
		const other = log.events.map(event => (event.type === 'run.started' ? {...event, workflow: 'session'} : event));
		expect(through(starting('mutex-killed'), other).state.progress?.phase).toBe('starting');
	});

	test('in its midst it says what to look at now', () => {
		const log = begun();
		log.arm('worker-C', 'throw', 'after-effect');
		log.execute(['worker-A', 'worker-B']);
		log.create('worker-C');
		log.start('worker-C');
		log.fail('worker-C');
		const {state, deeds} = through(starting('mutex-throws'), log.events);
		expect(deeds).toEqual(['arm']);
		expect(state.progress?.phase).toBe('running');
		expect(text(log.events, {tour: state})).toContain('It threw: the SDK calls it again in 2 s.');
	});

	test('a run that was canceled, or went otherwise, proves nothing', () => {
		const canceled = begun().execute(['worker-A']);
		canceled.settle('canceled');
		const {state} = through(starting('mutex-killed'), canceled.events);
		expect(state.progress?.phase).toBe('over');
		expect(state.progress && isProven(state.progress)).toBe(false);
		expect(state.proven).toEqual([]);

		const undisturbed = begun().execute(['worker-A', 'worker-B', 'worker-C', 'worker-D', 'worker-E']);
		undisturbed.settle();
		const quiet = through(starting('mutex-killed'), undisturbed.events).state;
		expect(quiet.progress?.phase).toBe('over');
		expect(quiet.proven).toEqual([]);
		expect(text(undisturbed.events, {tour: quiet})).toMatch(/not proven/);
		expect(text(undisturbed.events, {tour: quiet})).toContain('enter tries it again');
	});

	test('what was proven stays proven when the next one is chosen, and when the tour is left', () => {
		const {state} = through(starting('mutex-killed'), killed().events);
		const next = reduceTour(state, {type: 'choose', index: 0});
		expect(next).toMatchObject({proven: ['mutex-killed'], visited: -1});
		expect(reduceTour(next, {type: 'leave'})).toMatchObject({proven: ['mutex-killed'], progress: null});
	});

	test('both callers must have their answer', () => {
		const log = begun(sessionDescription);
		log.execute(['login'], 'p1', {name: 'loginSession'}).execute(['page_view'], 'p1', {name: 'recordActivity'});
		log.create('search', {name: 'recordActivity'});
		log.start('search');
		log.add({type: 'caller.joined', caller: 'caller-2'});
		log.sleep(1000);
		log.settle();
		log.add({type: 'caller.answered', caller: 'caller-2', state: 'resolved', value: 'done'});
		const half = through(starting('session-callers'), log.events);
		expect(half.deeds).toEqual(['join', 'shorten']);
		expect(half.state.progress?.phase).toBe('running');
		log.add({type: 'caller.answered', caller: 'caller-1', state: 'resolved', value: 'done'});
		expect(through(starting('session-callers'), log.events).state.proven).toEqual(['session-callers']);
	});
});

describe('what an example needs', () => {
	const where = {model: holding().model, workflows: ['mutex'], platform: 'linux'};
	const reason = (id: string, more: Partial<typeof where> = {}) => {
		const example = examples[place(id)];
		return example ? whyNot(example, {...where, ...more}) : undefined;
	};

	test('its workflow, its steps, a standby, and a system that can freeze', () => {
		expect(reason('mutex-killed')).toBeNull();
		expect(reason('session-killed')).toContain('the session is not on the screen');
		const few = begun({title: 'mutex', lanes: ['a', 'b']}).model;
		expect(reason('mutex-killed', {model: few})).toContain('this mutex has no worker-C');
		expect(reason('beyond-frozen')).toBeNull();
		expect(reason('beyond-frozen', {platform: 'win32'})).toBe('Windows cannot freeze a process');
		const alone = holding();
		alone.exit('p2');
		expect(reason('beyond-frozen', {model: alone.model})).toContain('a second process');
	});
});

describe.each([
	{columns: 80, rows: 24},
	{columns: 120, rows: 40},
	{columns: 60, rows: 16},
])('at $columns × $rows', size => {
	test('the words stand over the status line, and the screen stays whole', () => {
		const screen = text(takenOver().events, {...size, tour: chosen('mutex-killed')});
		const lines = screen.split('\n');
		expect(lines).toHaveLength(size.rows - 1);
		expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(size.columns);
		expect(lines.at(-1)).toMatch(/q quit/);
		expect(lines.at(-2)).toContain('enter begin');
		expect(rowWith(screen, 'example 2 of 11')).toMatch(/mutex: the run stops.* ready$/);
		expect(screen.replace(/\s+/g, ' ')).toContain(examples[place('mutex-killed')]?.look);
		expect(screen).toContain('worker-B');
	});

	test('afterwards they tell the verdict and the events that prove it', () => {
		const log = killed();
		const {state} = through(starting('mutex-killed'), log.events);
		const screen = text(log.events, {...size, tour: state});
		expect(rowWith(screen, 'example 2 of 11')).toMatch(/✓ proven$/);
		expect(screen).toMatch(/✓ recorded work never re-ran +holds: 2 replayed +#\d+ #\d+/);
		expect(screen.split('\n').at(-2)).toContain('e show the evidence');
		const past = text(log.events, {...size, tour: state, view: {cursor: {seq: 20, at: log.at}}});
		expect(past).toContain('✓ recorded work never re-ran');
		expect(past.split('\n').at(-2)).toContain('e next event of it');
	});

	test('a broken guarantee that had to break is a proof, too', () => {
		const log = doubleHeld();
		log.wait(200);
		log.process('thawed', 'p1');
		log.succeed('worker-B', 'p1');
		log.refuse('worker-B', 'p1');
		log.succeed('worker-B', 'p2');
		log.record('worker-B', 'p2');
		log.execute(['worker-C', 'worker-D', 'worker-E'], 'p2');
		log.settle();
		// The example is about worker-C.
		const events = log.events.map(event =>
			event.type === 'step.created' && event.label === 'worker-B' ? {...event, label: 'worker-C'} : event,
		);
		const {state, deeds} = through(starting('beyond-frozen'), events);
		expect(deeds).toEqual(['freeze', 'thaw']);
		expect(state.proven).toEqual(['beyond-frozen']);
		const screen = text(events, {...size, tour: state});
		expect(rowWith(screen, '✓ proven')).toContain('example 11 of 11');
		expect(screen).toMatch(/╳ one holder at a time {2}broken: 2 at/);
		expect(screen).toMatch(/✓ each worker recorded once {2}holds: 5/);
	});

	test('the list has a tick for what was proven, and tells what is to be seen', () => {
		const tour = {...initialTour, proven: ['mutex-throws']};
		const screen = text(holding().events, {...size, tour, view: {overlay: {kind: 'tour', chosen: 1}}});
		expect(rowWith(screen, 'guided examples')).toContain('1 of 11 proven');
		expect(rowWith(screen, ' 1  mutex')).toMatch(/^ {3}✓ +1 /);
		expect(rowWith(screen, ' 2  mutex')).toMatch(/^ ▸ · +2 /);
		expect(screen.replace(/\s+/g, ' ')).toContain(examples[1]?.look);
		expect(screen.split('\n')).toHaveLength(size.rows - 1);
		const last = text(holding().events, {...size, view: {overlay: {kind: 'tour', chosen: 10}}});
		expect(rowWith(last, '▸')).toContain('11  mutex');
		const elsewhere = text(holding().events, {...size, view: {overlay: {kind: 'tour', chosen: 5}}});
		expect(elsewhere.replace(/\s+/g, ' ')).toContain('durable-tui --tour shows both workflows');
	});
});
