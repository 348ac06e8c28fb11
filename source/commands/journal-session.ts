import {readFileSync, statSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {Event} from '../events.js';
import {fold} from '../model/reduce.js';
import {workflows} from '../model/select.js';
import {Playback} from '../recording/playback.js';
import type {Session} from './session.js';

export type JournalOptions = {
	/** How many times as fast as it was. */
	readonly speed: number;
	/** Whether it waits at the first event. */
	readonly stopped: boolean;
	/** Something to say about it. */
	readonly notice?: string;
};

/** Time between two frames when a journal is drawn as fast as it can be, in ms of the recording. */
const hurriedFrame = 100;

/** A journal that is played. Nothing runs, and neither the engine nor the SDK is needed. */
export function journalSession(events: readonly Event[], {speed, stopped, notice}: JournalOptions): Session {
	const playback = new Playback(events, {speed, clock: () => performance.now()});
	const screens = new Set<() => void>();
	const done = playback.ended.then(() => true);
	return {
		source: {
			subscribe(listener) {
				const unsubscribe = playback.subscribe(listener);
				screens.add(listener);
				return () => {
					unsubscribe();
					screens.delete(listener);
				};
			},
			events: playback.events,
			model: playback.model,
		},
		onEvent: playback.subscribe,
		player: {play: playback.play, pause: playback.pause, stopped},
		dispatch: () => ({done: false, message: 'this is a journal: nothing runs'}),
		now: playback.now,
		workflows: workflows(fold(events)),
		store: 'journal',
		notice,
		readSource,
		live: false,
		async start() {
			if (!stopped) {
				playback.play();
			}
		},
		done,
		failed: new Promise(() => {}),
		stop: async () => playback.pause(),
		async hurry(frame) {
			const {from, to} = playback.span;
			for (let at = from; ; at += hurriedFrame * speed) {
				playback.showUntil(at);
				for (const draw of screens) {
					draw();
				}

				await frame();
				if (at >= to) {
					return;
				}
			}
		},
	};
}

/** What shows workflows ends in one of these: a journal may come from anywhere, and name any file. */
const sourceFile = /\.[cm]?[jt]sx?$/i;
const largestSource = 1024 * 1024;

/** The lines of a file that the journal names, if it is here and is what it should be. */
function readSource(named: string): readonly string[] | null {
	try {
		const file = named.startsWith('file:') ? fileURLToPath(named) : named;
		const isSource = sourceFile.test(file) && statSync(file).isFile() && statSync(file).size <= largestSource;
		return isSource ? readFileSync(file, 'utf8').split(/\r?\n/) : null;
	} catch {
		return null;
	}
}
