import {expect, test, vi} from 'vitest';
import {Playback} from '../../source/recording/playback.js';
import type {AppProps} from '../../source/ui/source.js';
import {startScreen} from '../helpers/screen.js';
import {takenOver} from './logs.js';

/** The screen of a journal that is played by hand: time goes on only when the test says so. */
const openJournal = (stopped: boolean, extra: Partial<AppProps> = {}) => {
	const {events} = takenOver();
	let time = 0;
	const playback = new Playback(events, {speed: 1, clock: () => time});
	const [play, pause] = [vi.fn(playback.play), vi.fn(playback.pause)];
	const screen = startScreen({
		source: {subscribe: playback.subscribe, events: playback.events, model: playback.model},
		player: {play, pause, stopped},
		now: playback.now,
		live: false,
		...extra,
	});
	return {
		...{screen, playback, play, pause, events},
		/** All that had happened by the event with this number. */
		until(seq: number) {
			playback.showUntil(Math.max(...events.slice(0, seq).map(({at}) => at)));
		},
		wait(ms: number) {
			time += ms;
		},
	};
};

test('a journal that begins stopped shows its first event of all, and plays on from the one that is shown', async () => {
	const {screen, play, pause, events} = openJournal(true);
	await screen.shows(new RegExp(`at # *1 of ${events.length}`));
	await screen.shows('space play on');
	screen.type('\u001B[C\u001B[C');
	await screen.shows(/at # *3 of/);
	expect([play.mock.calls, pause.mock.calls]).toEqual([[], []]);
	screen.type(' ');
	await screen.shows('● JOURNAL');
	expect(play.mock.calls).toEqual([[3]]);
});

test('stopping a journal stops it, and all of it can be visited, also what has not been played', async () => {
	const {screen, until, pause, play, events} = openJournal(false);
	await screen.shows('● JOURNAL');
	until(8);
	await screen.shows('space stop');
	screen.type(' ');
	await screen.shows(/at # *\d+ of/);
	expect(pause).toHaveBeenCalledTimes(1);
	screen.type('\u001B[F');
	await screen.shows(new RegExp(`at # *${events.length} of ${events.length}`));
	screen.type('\u001B[H');
	await screen.shows(/at # *1 of/);
	expect(pause).toHaveBeenCalledTimes(1);
	screen.type('\u001B');
	await screen.shows('● JOURNAL');
	expect(play.mock.calls).toEqual([[1]]);
});

test('what there is to say about a journal is said first', async () => {
	const {screen} = openJournal(true, {notice: 'it is read up to #7'});
	await screen.shows('! it is read up to #7');
});

test('a caption stands above the keys, with the answer to the last key beside it where there is room', async () => {
	let words = '';
	const listeners = new Set<() => void>();
	const captions = {
		current: () => words,
		subscribe(listener: () => void) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
	const say = (text: string) => {
		words = text;
		for (const listener of listeners) listener();
	};
	const screen = startScreen({events: takenOver().events, captions});
	await screen.shows('LIVE');
	say('a process \u001b[31mdies');
	await screen.shows(/^ {2}a process .*dies *$/m);
	screen.type('k');
	await screen.shows(/^ {2}a process .*dies {2,}did kill *$/m);
	say('x'.repeat(95));
	await screen.shows(/^ {2}x{95} *$/m);
	say('');
	await screen.lacks('xxx');
	await screen.shows('› did kill');
	expect(screen.raw()).not.toContain('\u001b[31mdies');
});
