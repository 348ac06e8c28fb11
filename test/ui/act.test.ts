import {describe, expect, test} from 'vitest';
import {judge} from '../../source/model/judge.js';
import {fold} from '../../source/model/reduce.js';
import {currentRun} from '../../source/model/select.js';
import {act} from '../../source/ui/act.js';
import {type Action, keyTable} from '../../source/ui/keymap.js';
import type {Outcome, Situation} from '../../source/ui/situation.js';
import {initialTour} from '../../source/ui/tour/tour-state.js';
import {initialView, reduceView, type View} from '../../source/ui/view-state.js';
import type {LogBuilder} from '../helpers/log.js';
import {begun, sessionDescription} from '../helpers/log.js';
import {backingOff, cleanedUp, doubleHeld, finished, holding, sleeping, takenOver} from './logs.js';

type More = Partial<Omit<Situation, 'view'>> & {readonly view?: Partial<View>};

function situation(log: LogBuilder | null, {view, ...more}: More = {}): Situation {
	const events = log?.events ?? [];
	const model = fold(events);
	const workflows = more.workflows ?? ['mutex'];
	const run = currentRun(model, workflows[view?.focus ?? 0] ?? '');
	return {
		model,
		shown: model,
		now: model.at,
		workflows,
		live: true,
		platform: 'linux',
		tour: initialTour,
		guarantees: run ? judge(run, model) : [],
		momentOf: seq => ({seq, at: events[seq - 1]?.at ?? 0}),
		...more,
		view: {...initialView, ...view},
	};
}

const press = (action: Action, log: LogBuilder | null, more?: More): Outcome => act(action, '', situation(log, more));
const on = (lane: string, more: Partial<View> = {}): More => ({
	view: {selected: {mutex: lane, session: lane}, ...more},
});
const session = {workflows: ['session']};

describe('c', () => {
	test('throws in the running attempt', () => {
		const log = holding();
		expect(press('crash', log)).toEqual({command: {type: 'throw', run: log.run, step: log.id('worker-B')}});
		expect(press('crash', log, on('lane 2'))).toEqual({
			command: {type: 'throw', run: log.run, step: log.id('worker-B')},
		});
	});

	test('arms the first attempt of a selected step that has not run, and calls that off', () => {
		const log = holding();
		expect(press('crash', log, on('lane 4'))).toEqual({
			command: {type: 'arm', run: log.run, fault: 'throw', target: 'worker-D', placement: 'after-effect'},
		});
		log.arm('worker-D', 'throw', 'after-effect', 'f1');
		expect(press('crash', log, on('lane 4'))).toEqual({command: {type: 'disarm', run: log.run, id: 'f1'}});
	});

	test('says why where nothing can throw', () => {
		expect(press('crash', holding(), on('lane 1'))).toEqual({reason: 'worker-A is recorded: it will not run again'});
		expect(press('crash', backingOff())).toEqual({
			reason: 'nothing executes now: worker-B waits for its retry in 1.4 s',
		});
		expect(press('crash', sleeping(), session)).toEqual({
			reason: 'nothing executes now: the run sleeps for 6.0 s more',
		});
		expect(press('crash', sleeping(), {...session, ...on('lane 8')})).toEqual({
			reason: 'sleep is a durable sleep, nothing that throws: s shortens it',
		});
		expect(press('crash', begun())).toEqual({reason: 'nothing executes now: the run is between two steps'});
		const returned = holding();
		returned.succeed('worker-B');
		expect(press('crash', returned, on('lane 2'))).toEqual({
			reason: 'worker-B has returned, its record is on the way',
		});
	});
});

describe('k', () => {
	test('kills the process that holds the run', () => {
		expect(press('kill', holding())).toEqual({command: {type: 'kill', process: 'p1'}});
		expect(press('kill', takenOver())).toEqual({command: {type: 'kill', process: 'p2'}});
	});

	test('during a durable sleep it kills the one that held it last, or whoever lives', () => {
		const log = sleeping();
		expect(press('kill', log, session)).toEqual({command: {type: 'kill', process: 'p1'}});
		log.exit('p1');
		expect(press('kill', log, session)).toEqual({command: {type: 'kill', process: 'p2'}});
		log.exit('p2');
		expect(press('kill', log, session)).toEqual({
			reason: 'no process is alive at this moment; the next one is on its way',
		});
	});
});

describe('z and x', () => {
	test('freeze and cut the holder, thaw and heal whoever is', () => {
		expect(press('freeze', holding())).toEqual({command: {type: 'freeze', process: 'p1'}});
		expect(press('freeze', doubleHeld())).toEqual({command: {type: 'thaw', process: 'p1'}});
		expect(press('cut', holding())).toEqual({command: {type: 'cut', process: 'p1'}});
		const cut = holding();
		cut.process('cut', 'p1');
		expect(press('cut', cut)).toEqual({command: {type: 'heal', process: 'p1'}});
		expect(press('freeze', cut)).toEqual({reason: 'p1 is cut'});
	});

	test('bring back whoever is away even when the run is over', () => {
		const log = doubleHeld();
		log.add({type: 'run.settled', state: 'resolved', value: null});
		expect(press('freeze', log)).toEqual({command: {type: 'thaw', process: 'p1'}});
		log.process('thawed', 'p1');
		expect(press('freeze', log)).toEqual({reason: expect.stringContaining('is over')});
	});

	test('say why not', () => {
		expect(press('freeze', holding(), {platform: 'win32'})).toEqual({
			reason: 'Windows cannot freeze a process: x cuts its link, with the same effect',
		});
		expect(press('freeze', sleeping(), session)).toEqual({
			reason: 'no process holds it now: the run sleeps for 6.0 s more',
		});
		expect(press('cut', doubleHeld())).toEqual({command: {type: 'cut', process: 'p2'}});
	});
});

describe('s and S', () => {
	test('shorten the durable sleep', () => {
		const log = sleeping();
		expect(press('halve', log, session)).toEqual({command: {type: 'shorten', run: log.run, how: 'halve'}});
		expect(press('wake', log, session)).toEqual({command: {type: 'shorten', run: log.run, how: 'now'}});
	});

	test('say why there is nothing to shorten', () => {
		expect(press('halve', holding())).toEqual({reason: 'no durable sleep to shorten now'});
		const woken = sleeping();
		woken.wait(6000).wake(woken.at);
		expect(press('halve', woken, session)).toEqual({reason: 'the durable sleep is over already'});
		const early = begun(sessionDescription);
		expect(press('wake', early, session)).toEqual({
			reason: 'no durable sleep to shorten now: the run is between two steps',
		});
	});

	test('point at the workflow that does sleep', () => {
		const log = sleeping();
		const asleep = log.run;
		log.run = 'mutex/other';
		log.begin();
		expect(press('halve', log, {workflows: ['mutex', 'session']})).toEqual({
			reason: expect.stringMatching(/no durable sleep to shorten now.*; tab goes to session, which sleeps$/),
		});
		expect(press('halve', log, session)).toEqual({command: {type: 'shorten', run: asleep, how: 'halve'}});
	});
});

describe('d, r, + and -', () => {
	test('ask the engine', () => {
		const log = holding();
		expect(press('join', log)).toEqual({command: {type: 'join', run: log.run}});
		expect(press('restart', log)).toEqual({command: {type: 'restart', run: log.run}});
		expect(press('restart', finished())).toMatchObject({command: {type: 'restart'}});
		expect(press('slower', log)).toEqual({command: {type: 'pace', pace: 16}});
		expect(press('faster', log)).toEqual({command: {type: 'pace', pace: 4}});
	});

	test('the pace stays between 1 and 64', () => {
		const at = (pace: number) => {
			const log = begun();
			log.add({type: 'pace.changed', pace}, {run: null});
			return log;
		};
		expect(press('faster', at(1))).toEqual({reason: expect.stringContaining('pace 1 is as fast as it gets')});
		expect(press('slower', at(64))).toEqual({reason: 'pace 64 is as slow as it gets'});
		expect(press('slower', at(3))).toEqual({command: {type: 'pace', pace: 8}});
	});
});

describe('where there is nothing to hurt', () => {
	const faults: readonly Action[] = ['crash', 'kill', 'freeze', 'cut', 'halve', 'wake', 'join'];

	test.each(faults)('%s says so: not started, over, past, journal', action => {
		expect(press(action, null)).toEqual({reason: 'mutex has not started yet'});
		expect(press(action, finished())).toEqual({reason: 'mutex is over: r starts a fresh run'});
		expect(press(action, holding(), {view: {cursor: {seq: 3, at: 0}}})).toEqual({
			reason: 'the screen shows the past: space goes back to live, then it can be hurt',
		});
		expect(press(action, holding(), {live: false})).toEqual({
			reason: 'this is a journal: nothing runs, so there is nothing to hurt',
		});
	});

	test('when another workflow still runs, the way there is told', () => {
		const log = holding();
		const other = sleeping();
		const model = fold([...log.events, ...other.events].map((event, index) => ({...event, seq: index + 1})));
		const over = {...model, runs: new Map([...model.runs, ...fold(finished().events).runs])};
		expect(press('kill', log, {model: over, workflows: ['mutex', 'session']})).toEqual({
			reason: 'mutex is over: r starts a fresh run, tab goes to session',
		});
	});

	test('a journal has no pace and no restart', () => {
		expect(press('restart', holding(), {live: false})).toEqual({reason: expect.stringContaining('journal')});
		expect(press('slower', holding(), {live: false})).toEqual({reason: expect.stringContaining('journal')});
		expect(press('restart', null)).toEqual({reason: 'mutex has not started yet'});
	});
});

describe('time travel', () => {
	const log = takenOver();
	const last = log.events.length;
	const seek = (action: Action, seq: number | null) =>
		press(action, log, seq === null ? {} : {view: {cursor: {seq, at: 1}}});
	const to = (seq: number) => ({view: {type: 'seek', cursor: {seq, at: log.events[seq - 1]?.at}}});

	test('space pauses at this moment and goes back to live', () => {
		expect(seek('pause', null)).toEqual({view: {type: 'seek', cursor: {seq: last, at: log.at}}});
		expect(seek('pause', 3)).toEqual({view: {type: 'seek', cursor: null}});
	});

	test('one event, ten events, and the ends', () => {
		expect(seek('back', null)).toEqual(to(last - 1));
		expect(seek('back', 9)).toEqual(to(8));
		expect(seek('forward', 9)).toEqual(to(10));
		expect(seek('back-ten', 15)).toEqual(to(5));
		expect(seek('back-ten', 5)).toEqual(to(1));
		expect(seek('forward-ten', 5)).toEqual(to(15));
		expect(seek('first', null)).toEqual(to(1));
		expect(seek('last', 3)).toEqual(to(last));
		expect(seek('last', null)).toEqual(to(last));
	});

	test('says where it ends', () => {
		expect(seek('back', 1)).toEqual({reason: 'this is the first event'});
		expect(seek('forward', last)).toEqual({reason: 'this is the newest event: space goes back to live'});
		expect(seek('forward', null)).toEqual({reason: 'this is live already'});
		expect(press('pause', null)).toEqual({reason: 'nothing has happened yet'});
	});
});

describe('focus, lanes and zoom', () => {
	const two = {workflows: ['mutex', 'session']};

	test('tab and digits focus a workflow', () => {
		expect(press('next-workflow', holding(), two)).toEqual({view: {type: 'focus', index: 1}});
		expect(press('next-workflow', holding(), {...two, view: {focus: 1}})).toEqual({view: {type: 'focus', index: 0}});
		expect(press('previous-workflow', holding(), two)).toEqual({view: {type: 'focus', index: 1}});
		expect(act('workflow', '2', situation(holding(), two))).toEqual({view: {type: 'focus', index: 1}});
		expect(act('workflow', '1', situation(holding(), two))).toEqual({reason: 'mutex has the focus already'});
		expect(act('workflow', '7', situation(holding(), two))).toEqual({reason: 'there is no workflow 7'});
		expect(act('workflow', '2', situation(holding()))).toEqual({reason: 'there is only one workflow on the screen'});
		expect(press('next-workflow', holding())).toEqual({reason: 'there is only one workflow on the screen'});
	});

	test('the first arrow selects the lane where the run is, the others move and stop at the ends', () => {
		const select = (lane: string) => ({view: {type: 'select', workflow: 'mutex', lane}});
		expect(press('down', holding())).toEqual(select('lane 2'));
		expect(press('up', holding())).toEqual(select('lane 2'));
		expect(press('down', holding(), on('lane 2'))).toEqual(select('lane 3'));
		expect(press('up', holding(), on('lane 1'))).toEqual(select('lane 1'));
		expect(press('down', holding(), on('lane 5'))).toEqual(select('lane 5'));
		expect(press('down', null)).toEqual({reason: 'mutex has no lanes yet'});
	});

	test('zoom stops where it fits', () => {
		expect(press('zoom-in', holding())).toEqual({view: {type: 'zoom', zoom: 1}});
		expect(press('zoom-out', holding(), {view: {zoom: 2}})).toEqual({view: {type: 'zoom', zoom: 1}});
		expect(press('zoom-out', holding())).toEqual({reason: 'the timeline shows the whole run already'});
		expect(press('zoom-fit', holding(), {view: {zoom: 2}})).toEqual({view: {type: 'zoom', zoom: 0}});
	});

	test('escape closes, lets go, goes live, in this order', () => {
		const overlay = {kind: 'inspector', scroll: 0} as const;
		const cursor = {seq: 2, at: 0};
		expect(press('close', holding(), {view: {overlay, selected: {mutex: 'lane 1'}, cursor}})).toEqual({
			view: {type: 'open', overlay: null},
		});
		expect(press('close', holding(), {view: {selected: {mutex: 'lane 1'}, cursor}})).toEqual({
			view: {type: 'select', workflow: 'mutex', lane: null},
		});
		expect(press('close', holding(), {view: {cursor}})).toEqual({view: {type: 'seek', cursor: null}});
		expect(press('close', holding())).toEqual({reason: 'nothing is open, selected or paused'});
	});
});

describe('overlays', () => {
	const chooser = {kind: 'chooser', fault: 'throw', placement: 'after-effect'} as const;

	test('f needs a step that can still fail', () => {
		expect(press('arm', holding())).toEqual({reason: 'a fault is armed on a step: select one with ↑ ↓ first'});
		expect(press('arm', holding(), on('lane 1'))).toEqual({reason: 'worker-A is recorded: it will not run again'});
		expect(press('arm', sleeping(), {...session, ...on('lane 8')})).toEqual({
			reason: 'sleep is a durable sleep, nothing that fails: s shortens it',
		});
		expect(press('arm', holding(), on('lane 3'))).toEqual({view: {type: 'open', overlay: chooser}});
	});

	test('the chooser moves, arms and closes', () => {
		const open = (action: Action, overlay: View['overlay'] = chooser, more: More = {}) =>
			press(action, holding(), {...more, ...on('lane 3', {overlay})});
		expect(open('down')).toEqual({view: {type: 'open', overlay: {...chooser, fault: 'kill'}}});
		expect(open('up')).toEqual({view: {type: 'open', overlay: {...chooser, fault: 'cut'}}});
		expect(open('back')).toEqual({view: {type: 'open', overlay: {...chooser, placement: 'before'}}});
		expect(open('forward')).toEqual({view: {type: 'open', overlay: {...chooser, placement: 'after-record'}}});
		expect(open('enter', {...chooser, fault: 'kill', placement: 'before'})).toEqual({
			command: {type: 'arm', run: 'mutex/test', fault: 'kill', target: 'worker-C', placement: 'before'},
			meanwhile: {type: 'open', overlay: null},
		});
		expect(open('close')).toEqual({view: {type: 'open', overlay: null}});
		expect(open('kill')).toEqual({reason: 'choose a fault and where it strikes: enter arms it, escape leaves'});
		expect(open('quit')).toEqual({quit: true});
		expect(open('enter', {...chooser, fault: 'freeze'}, {platform: 'win32'})).toEqual({
			reason: 'Windows cannot freeze a process: cut its link, with the same effect',
		});
	});

	test('enter inspects the selected lane, or the one where the run is', () => {
		const inspector = {type: 'open', overlay: {kind: 'inspector', scroll: 0}};
		expect(press('enter', holding(), on('lane 1'))).toEqual({view: inspector});
		expect(press('enter', holding())).toEqual({
			view: {type: 'all', actions: [{type: 'select', workflow: 'mutex', lane: 'lane 2'}, inspector]},
		});
		expect(press('enter', null)).toEqual({reason: 'mutex has not started yet'});
		const overlay = {kind: 'inspector', scroll: 3} as const;
		expect(press('back-ten', holding(), on('lane 1', {overlay}))).toEqual({
			view: {type: 'open', overlay: {kind: 'inspector', scroll: 0}},
		});
		expect(press('down', holding(), on('lane 1', {overlay}))).toMatchObject({view: {lane: 'lane 2'}});
		expect(press('enter', holding(), on('lane 1', {overlay}))).toEqual({view: {type: 'open', overlay: null}});
	});

	test('the guarantees: enter visits the evidence, one event after the other', () => {
		const log = doubleHeld();
		const overlay = {kind: 'guarantees', chosen: 0, evidence: -1} as const;
		const events = situation(log).guarantees[0]?.events ?? [];
		expect(events.length).toBeGreaterThan(0);
		expect(press('enter', log, {view: {overlay}})).toEqual({
			view: {
				type: 'all',
				actions: [
					{type: 'seek', cursor: {seq: events[0], at: log.events[(events[0] ?? 0) - 1]?.at}},
					{type: 'open', overlay: {...overlay, evidence: 0, trail: events}},
				],
			},
		});
		expect(press('down', log, {view: {overlay}})).toEqual({
			view: {type: 'open', overlay: {...overlay, chosen: 1}},
		});
		expect(press('guarantees', log, {view: {overlay}})).toEqual({view: {type: 'open', overlay: null}});
		expect(press('guarantees', null)).toEqual({
			reason: 'mutex has not started yet: there is nothing to judge',
		});
		const untested = situation(begun()).guarantees.findIndex(({events}) => events.length === 0);
		expect(press('enter', begun(), {view: {overlay: {...overlay, chosen: untested}}})).toEqual({
			reason: 'no event has tested this yet',
		});
	});

	test('the guarantees: all of the evidence can be visited, although a moment of the past knows less of it', () => {
		const log = doubleHeld();
		const proof = situation(log).guarantees[0]?.events ?? [];
		let view: View = {...initialView, overlay: {kind: 'guarantees', chosen: 0, evidence: -1}};
		const visited: number[] = [];
		for (let press = 0; press <= proof.length; press++) {
			const shown = fold(log.events.slice(0, view.cursor?.seq));
			const run = currentRun(shown, 'mutex');
			const guarantees = run ? judge(run, shown) : [];
			const outcome = act('enter', '', situation(log, {view, shown, guarantees}));
			view = 'view' in outcome ? reduceView(view, outcome.view) : view;
			visited.push(view.cursor?.seq ?? 0);
		}

		expect(proof.length).toBeGreaterThan(1);
		expect(visited).toEqual([...proof, proof[0]]);
	});

	test('the help scrolls and closes, and lets nothing else through but quit', () => {
		const overlay = {kind: 'help', scroll: 5} as const;
		const inHelp = (action: Action) => press(action, holding(), {view: {overlay}});
		expect(inHelp('down')).toEqual({view: {type: 'open', overlay: {kind: 'help', scroll: 6}}});
		expect(inHelp('back-ten')).toEqual({view: {type: 'open', overlay: {kind: 'help', scroll: 0}}});
		expect(inHelp('help')).toEqual({view: {type: 'open', overlay: null}});
		expect(inHelp('kill')).toEqual({reason: 'the help is open: escape closes it'});
		expect(inHelp('quit')).toEqual({quit: true});
	});
});

describe('any key', () => {
	test('at any time either does something or says why not', () => {
		const logs = [
			null,
			begun(),
			holding(),
			backingOff(),
			takenOver(),
			doubleHeld(),
			finished(),
			sleeping(),
			cleanedUp(),
		];
		const views: ReadonlyArray<Partial<View>> = [
			{},
			{focus: 1},
			{cursor: {seq: 2, at: 0}},
			{selected: {mutex: 'lane 3', session: 'lane 3'}},
			{overlay: {kind: 'help', scroll: 0}},
			{overlay: {kind: 'inspector', scroll: 0}},
			{overlay: {kind: 'guarantees', chosen: 9, evidence: 4}},
			{overlay: {kind: 'chooser', fault: 'kill', placement: 'before'}},
		];
		for (const log of logs) {
			for (const view of views) {
				for (const [key, action] of keyTable.flatMap(binding => binding.keys)) {
					const outcome = act(action, key, situation(log, {view, workflows: ['mutex', 'session']}));
					const [only, ...others] = Object.keys(outcome).filter(name => name !== 'meanwhile');
					expect(['command', 'view', 'reason', 'quit']).toContain(only);
					expect(others).toEqual([]);
					if ('reason' in outcome) {
						expect(outcome.reason.length).toBeLessThan(78);
					}
				}
			}
		}
	});
});
