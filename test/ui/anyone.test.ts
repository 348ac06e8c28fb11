import {describe, expect, test} from 'vitest';
import {fold} from '../../source/model/reduce.js';
import {press} from '../../source/ui/act.js';
import {pasteInPrompt} from '../../source/ui/act-prompt.js';
import {createChronicle} from '../../source/ui/chronicle.js';
import {createPrinted} from '../../source/ui/printed.js';
import {followed, type Outcome, type Situation, workflowsOf} from '../../source/ui/situation.js';
import {initialTour} from '../../source/ui/tour/tour-state.js';
import {initialView, reduceView, type View} from '../../source/ui/view-state.js';
import {begun, LogBuilder} from '../helpers/log.js';
import {text} from './draw.js';

function situation(log: LogBuilder, view: View, more: Partial<Situation> = {}): Situation {
	const model = fold(log.events);
	return {
		...{model, shown: model, view, now: model.at, live: true, platform: 'linux'},
		workflows: workflowsOf([], model),
		tour: initialTour,
		guarantees: [],
		momentOf: seq => ({seq, at: 0}),
		...more,
	};
}

/** Presses keys one after the other; the view as it is then, and the last thing that was not only looked at. */
function type(log: LogBuilder, keys: readonly string[], more?: Partial<Situation>): {view: View; last?: Outcome} {
	let view: View = initialView;
	let last: Outcome | undefined;
	for (const key of keys) {
		const outcome = press(key, situation(log, view, more));
		const seen = outcome && ('view' in outcome ? outcome.view : 'meanwhile' in outcome ? outcome.meanwhile : undefined);
		view = seen ? reduceView(view, seen) : view;
		last = outcome && !('view' in outcome) ? outcome : last;
	}

	return {view, last};
}

function waiting(): LogBuilder {
	const log = begun({title: 'approval'});
	log.create('first', {kind: 'promise'});
	log.create('second', {kind: 'promise'});
	return log;
}

describe('p', () => {
	const settled = (value: unknown, label = 'first') => {
		const log = waiting();
		return {command: {type: 'resolve', run: log.run, step: log.id(label), value}};
	};

	test('settles the first pending promise with a value that is chosen or typed', () => {
		expect(type(waiting(), ['p', 'enter']).last).toMatchObject(settled(true));
		expect(type(waiting(), ['p', 'down', 'enter']).last).toMatchObject(settled(false));
		expect(type(waiting(), ['p', ...'[1,', 'space', ...'2]x', 'backspace', 'enter']).last).toMatchObject(
			settled([1, 2]),
		);
		// Not JSON: the text itself; and keys that mean something elsewhere do not here.
		expect(type(waiting(), ['p', ...'quit', 'enter']).last).toMatchObject(settled('quit'));
		expect(type(waiting(), ['p', 'enter']).view.overlay).toBeNull();
	});

	test('settles that of the selected lane', () => {
		expect(type(waiting(), ['down', 'down', 'p', 'enter']).last).toMatchObject(settled(true, 'second'));
	});

	test('leaves without a word, and says why where nothing waits', () => {
		expect(type(waiting(), ['p', 'x', 'escape'])).toMatchObject({view: {overlay: null}});
		expect(type(begun(), ['p']).last).toMatchObject({reason: expect.stringContaining('no promise waits')});
		const log = waiting();
		const {view} = type(log, ['p']);
		log.record('first');
		expect(press('enter', situation(log, view))).toMatchObject({reason: expect.stringContaining('settled already')});
	});

	test('takes pasted text over as one line', () => {
		const prompt = {kind: 'prompt', run: 'x', step: 'x:0', chosen: 0, text: '{'} as const;
		expect(pasteInPrompt('"a":\n\t1}', prompt)).toMatchObject({view: {overlay: {text: '{"a": 1}', chosen: 2}}});
	});
});

describe('a program', () => {
	const program = 'shop.js';
	const two = () => {
		const log = new LogBuilder('order/1').begin({title: 'order'}, 'p1');
		log.run = 'refund/1';
		log.add({type: 'run.started', workflow: 'refund', func: 'refund', args: [], description: {title: 'refund'}});
		return log;
	};

	test('its workflows are those that ran, and the focus follows the newest until the user moves it', () => {
		const model = fold(two().events);
		const names = workflowsOf([], model, program);
		expect(names).toEqual(['order', 'refund']);
		expect(workflowsOf([], fold([]), program)).toEqual([program]);
		expect(followed(initialView, model, names, program).focus).toBe(1);
		const moved = reduceView(initialView, {type: 'focus', index: 0});
		expect(followed(moved, model, names, program).focus).toBe(0);
		expect(followed(initialView, model, names).focus).toBe(0);
	});

	test('k, z and x are for its one process, whatever runs in it', () => {
		const log = two();
		expect(type(log, ['k'], {program}).last).toEqual({command: {type: 'kill', process: 'p1'}});
		expect(type(log, ['z'], {program}).last).toEqual({command: {type: 'freeze', process: 'p1'}});
		expect(type(log, ['x'], {program}).last).toEqual({command: {type: 'cut', process: 'p1'}});
		log.add({type: 'process.frozen', process: 'p1', pid: 41_201}, {run: null});
		expect(type(log, ['z'], {program}).last).toEqual({command: {type: 'thaw', process: 'p1'}});
	});

	test('that has ended says so, and r starts it again', () => {
		const log = two();
		log.add({type: 'process.exited', process: 'p1', pid: 41_201, code: 3, signal: null}, {run: null});
		expect(type(log, ['k'], {program}).last).toEqual({reason: 'shop.js has ended: r starts it again'});
		expect(type(log, ['r'], {program}).last).toMatchObject({command: {type: 'restart'}});
		expect(text(log.events, {program, workflows: ['order', 'refund']})).toContain(
			'shop.js has ended with exit code 3   r start',
		);
	});
});

describe('what processes print', () => {
	const printing = () => {
		const log = begun({title: 'order'});
		for (const line of ['one', 'two \u001B[31mred', 'three']) {
			log.add({type: 'output', process: 'p1', stream: 'stdout', text: line}, {run: null});
		}

		return log;
	};

	test('is known up to each moment, and not told by the log', () => {
		const {events} = printing();
		const printed = createPrinted(() => events);
		expect(printed.upTo(events.length, 2).map(each => each.text)).toEqual(['two \u001B[31mred', 'three']);
		expect(printed.upTo(events.length - 2, 9).map(each => each.text)).toEqual(['one']);
		const chronicle = createChronicle(
			() => events,
			seq => fold(events.slice(0, seq)),
		);
		expect(chronicle.upTo(events.length, 20).some(entry => /one|two|three/.test(entry.text))).toBe(false);
	});

	test('has a pane of its own, which o opens and closes', () => {
		const log = printing();
		const printed = createPrinted(() => log.events);
		const shown = (view: View) =>
			text(log.events, {view, workflows: ['order'], printed: count => printed.upTo(log.events.length, count)});
		expect(shown(initialView)).not.toContain(' output ─');
		const {view} = type(log, ['o']);
		expect(shown(view)).toContain(' output ─');
		expect(shown(view)).toContain('  p1   three');
		expect(shown(type(log, ['o', 'o']).view)).not.toContain(' output ─');
	});
});

test('the runs of a workflow can be looked at one by one; the newest is followed again', () => {
	const log = begun({title: 'mutex'});
	const [first] = fold(log.events).runs.values();
	log.run = 'mutex/2';
	log.add({type: 'run.started', workflow: 'mutex', func: 'f', args: [], description: {title: 'mutex'}});
	const {view} = type(log, [',']);
	expect(view.runs).toEqual({mutex: first?.id});
	expect(text(log.events, {view})).toContain('run 1 of 2');
	expect(type(log, [',', '.']).view.runs).toEqual({});
	expect(type(log, [',', ',']).last).toEqual({reason: 'this is the first run of mutex'});
});
