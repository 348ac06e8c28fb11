import fc from 'fast-check';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {fold} from '../../source/model/reduce.js';
import {Playback} from '../../source/recording/playback.js';
import {begun, epoch} from '../helpers/log.js';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const story = () => {
	const log = begun();
	log.execute(['worker-A', 'worker-B']);
	log.wait(1000).exit('p1');
	log.wait(-200).acquire('p2');
	log.wait(2000).settle();
	return log.events;
};

const play = (speed = 1, events = story()) => {
	const playback = new Playback(events, {speed, clock: () => performance.now()});
	const heard: number[] = [];
	playback.subscribe(({seq}) => heard.push(seq));
	return {playback, heard, events};
};

test('each event comes in its time, with the model after it, and none comes twice', async () => {
	const {playback, heard, events} = play();
	playback.subscribe(event => expect(playback.model()).toEqual(fold(events.slice(0, event.seq))));
	playback.play();
	const latest = (seq: number) => Math.max(...events.slice(0, seq).map(({at}) => at));
	for (let elapsed = 0; elapsed <= 5000; elapsed += 50) {
		const due = events.filter(({seq}) => latest(seq) <= epoch + elapsed).map(({seq}) => seq);
		expect(heard).toEqual(due);
		expect(playback.now()).toBe(Math.min(epoch + elapsed, playback.span.to));
		await vi.advanceTimersByTimeAsync(50);
	}

	await playback.ended;
	expect(vi.getTimerCount()).toBe(0);
});

test('at ten times the speed it takes a tenth of the time', async () => {
	const {playback, heard, events} = play(10);
	playback.play();
	const length = (playback.span.to - playback.span.from) / 10;
	await vi.advanceTimersByTimeAsync(length - 2);
	expect(heard.length).toBeLessThan(events.length);
	await vi.advanceTimersByTimeAsync(4);
	expect(heard.length).toBe(events.length);
});

test('it stands still and goes on where it stood, or where it is told to', async () => {
	const {playback, heard, events} = play();
	playback.play();
	await vi.advanceTimersByTimeAsync(300);
	playback.pause();
	const [stood, count] = [playback.now(), heard.length];
	await vi.advanceTimersByTimeAsync(60_000);
	expect([playback.now(), heard.length]).toEqual([stood, count]);
	playback.play();
	await vi.advanceTimersByTimeAsync(10);
	expect(playback.now()).toBe(stood + 10);

	playback.play(3);
	expect(playback.model().seq).toBeGreaterThanOrEqual(3);
	expect(playback.now()).toBe(events[2]?.at);
	await vi.runAllTimersAsync();
	expect(playback.model()).toEqual(fold(events));
});

test('wherever it is told to go, it ends with the same model', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(fc.constantFrom('play', 'pause', 'seek', 'until'), fc.nat(4000)), {maxLength: 12}),
			async steps => {
				const {playback, events} = play();
				for (const [what, value] of steps) {
					if (what === 'play') playback.play();
					else if (what === 'pause') playback.pause();
					else if (what === 'seek') playback.play(value % (events.length + 2));
					else playback.showUntil(epoch + value);
					await vi.advanceTimersByTimeAsync(value % 700);
					const {seq} = playback.model();
					expect(playback.model()).toEqual(fold(events.slice(0, seq)));
				}

				playback.play();
				await vi.runAllTimersAsync();
				expect(playback.model()).toEqual(fold(events));
			},
		),
	);
});

test('a journal of nothing is over at once', async () => {
	const {playback} = play(1, []);
	playback.play();
	await playback.ended;
	expect(vi.getTimerCount()).toBe(0);
});
