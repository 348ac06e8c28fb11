import {describe, expect, test} from 'vitest';
import {fold} from '../../source/model/reduce.js';
import {act} from '../../source/ui/act.js';
import type {Action} from '../../source/ui/keymap.js';
import type {Outcome, Situation} from '../../source/ui/situation.js';
import {examples} from '../../source/ui/tour/examples.js';
import {initialTour, type Progress, reduceTour, type TourState} from '../../source/ui/tour/tour-state.js';
import {initialView, type View} from '../../source/ui/view-state.js';
import {finished, holding} from './logs.js';

type More = Partial<Omit<Situation, 'view'>> & {readonly view?: Partial<View>};

function press(action: Action, {view, ...more}: More = {}): Outcome {
	const model = fold(holding().events);
	return act(action, '', {
		...{model, shown: model, now: model.at, workflows: ['mutex', 'session'], live: true, platform: 'linux'},
		tour: initialTour,
		guarantees: [],
		momentOf: seq => ({seq, at: 0}),
		...more,
		view: {...initialView, ...view},
	});
}

const ready = (index: number): TourState => reduceTour(initialTour, {type: 'choose', index});
const over = (index: number, isAsClaimed: boolean): TourState => {
	const texts = {id: 'x', title: 'x', evidence: '', claim: '', why: ''};
	const guarantee = {...texts, verdict: 'holds', events: [3, 7]} as const;
	const progress: Progress = {
		...(ready(index).progress as Progress),
		phase: 'over',
		proofs: [{guarantee, isAsClaimed}],
	};
	return {...initialTour, progress};
};

describe('the keys of the tour', () => {
	test('t opens the list at the example at hand, or at the first that is not proven yet', () => {
		expect(press('tour')).toMatchObject({view: {overlay: {kind: 'tour', chosen: 0}}});
		expect(press('tour', {tour: {...initialTour, proven: [examples[0]?.id ?? '']}})).toMatchObject({
			view: {overlay: {chosen: 1}},
		});
		expect(press('tour', {tour: ready(4)})).toMatchObject({view: {overlay: {chosen: 4}}});
	});

	test('in the list, enter opens an example: live, in focus, with nothing selected', () => {
		const outcome = press('enter', {view: {overlay: {kind: 'tour', chosen: 5}, cursor: {seq: 3, at: 0}}});
		expect(outcome).toMatchObject({tour: {type: 'choose', index: 5}});
		expect('meanwhile' in outcome && outcome.meanwhile).toMatchObject({
			actions: expect.arrayContaining([
				{type: 'open', overlay: null},
				{type: 'seek', cursor: null},
				{type: 'focus', index: 1},
			]),
		});
	});

	test('in the list, no key hurts anything', () => {
		for (const action of ['kill', 'crash', 'freeze', 'restart', 'pause'] as const) {
			expect(press(action, {view: {overlay: {kind: 'tour', chosen: 0}}})).toHaveProperty('reason');
		}
	});

	test('enter begins what is ready and tries again what proved nothing; otherwise it inspects', () => {
		const begin = {tour: {type: 'begin', seq: holding().events.length}};
		expect(press('enter', {tour: ready(1)})).toMatchObject(begin);
		expect(press('enter', {tour: over(1, false)})).toMatchObject(begin);
		expect(press('enter', {tour: over(1, true)})).not.toHaveProperty('tour');
		expect(press('enter')).not.toHaveProperty('tour');
		const started = fold(finished().events.slice(0, 2));
		expect(press('enter', {tour: ready(1), model: started, shown: started})).toEqual({
			reason: 'mutex has not started yet',
		});
	});

	test('n and N go from one example to the next that can be shown, and say where it ends', () => {
		expect(press('next-example', {tour: ready(3)})).toMatchObject({tour: {type: 'choose', index: 4}});
		expect(press('previous-example', {tour: ready(3)})).toMatchObject({tour: {type: 'choose', index: 2}});
		expect(press('next-example', {tour: ready(3), workflows: ['mutex']})).toMatchObject({
			tour: {type: 'choose', index: 9},
		});
		expect(press('next-example', {tour: ready(10)})).toEqual({reason: 'this is the last example: t lists them all'});
		expect(press('previous-example', {tour: ready(0)})).toEqual({reason: 'this is the first example'});
		expect(press('next-example')).toEqual({reason: 'no guided example is open: t lists them'});
	});

	test('e goes round the evidence, once there is some', () => {
		expect(press('evidence')).toEqual({reason: 'no guided example is open: t lists them'});
		expect(press('evidence', {tour: ready(1)})).toEqual({reason: 'the evidence comes when the example is over'});
		for (const [visited, seq] of [
			[-1, 3],
			[0, 7],
			[1, 3],
		] as const) {
			const outcome = press('evidence', {tour: {...over(1, true), visited}});
			expect('meanwhile' in outcome && outcome.meanwhile).toMatchObject({
				actions: expect.arrayContaining([{type: 'seek', cursor: {seq, at: 0}}]),
			});
		}
	});

	test('escape leaves the example when nothing else is left to undo', () => {
		expect(press('close', {tour: ready(1), view: {cursor: {seq: 3, at: 0}}})).toEqual({
			view: {type: 'seek', cursor: null},
		});
		expect(press('close', {tour: ready(1)})).toEqual({tour: {type: 'leave'}});
	});

	test('a journal has no tour, and says why', () => {
		for (const action of ['tour', 'next-example', 'evidence'] as const) {
			expect(press(action, {live: false})).toEqual({
				reason: 'this is a journal: nothing runs; durable-tui --tour shows the examples',
			});
		}
	});
});
