import {describe, expect, test, vi} from 'vitest';
import {createHistory} from '../../source/model/history.js';
import {narrate} from '../../source/model/narrate.js';
import {fold} from '../../source/model/reduce.js';
import {createChronicle} from '../../source/ui/chronicle.js';
import {manyLanes, takenOver} from './logs.js';

describe('chronicle', () => {
	test('is the narration of each event with the model after it, wherever somebody looks', () => {
		const {events} = manyLanes(120);
		const all = events.flatMap(event => narrate(event, fold(events.slice(0, event.seq))) ?? []);
		const history = createHistory(events);
		for (const [seq, count] of [
			[events.length, 5],
			[7, 3],
			[200, 40],
			[1, 10],
			[0, 10],
			[events.length, 10_000],
		] as const) {
			const chronicle = createChronicle(() => events, history.modelAt);
			expect(chronicle.upTo(seq, count)).toEqual(all.filter(entry => entry.seq <= seq).slice(-count));
		}
	});

	test('tells each event once', () => {
		const {events} = takenOver();
		const modelAt = vi.fn(createHistory(events).modelAt);
		const chronicle = createChronicle(() => events, modelAt);
		chronicle.upTo(events.length, 4);
		const asked = modelAt.mock.calls.length;
		chronicle.upTo(events.length, 4);
		expect(modelAt).toHaveBeenCalledTimes(asked);
	});
});
