import type {Moment, Recording} from '../moments.js';
import {ColorPairs, isBlank, Screen, type Snapshot, sameScreen} from './screen.js';
import type {Theme} from './theme.js';

/** A picture of the gif to be: what the screen showed from `at` on, in centiseconds since the recording began. */
export type Frame = {readonly at: number; readonly screen: Snapshot};

/** The pictures of a recording. `end` is when its last moment was, in centiseconds. */
export type Timeline = {readonly frames: readonly Frame[]; readonly end: number; readonly pairs: ColorPairs};

export type TimelineOptions = {
	readonly theme: Theme;
	/** Pictures a second at most. */
	readonly fps: number;
	/** Called between moments with the share that is done, 0 to 1. */
	readonly onProgress?: (share: number) => void;
	readonly signal?: AbortSignal;
};

const frameEnd = '\u001b[?2026l';
/** A program that dies amid a frame leaves its mark open; a terminal then shows what it has after about a second. */
const openFrameLimit = 1000;
/** Without marks, a frame is whole after so much silence, or when it has been unseen for `staleAfter`; both in ms. */
const silence = 5;
const staleAfter = 100;

/** Cuts output behind each end mark, so that no whole frame hides in a chunk that already begins the next one. */
const splitFrames = (moments: readonly Moment[]): Moment[] =>
	moments.flatMap((moment): Moment[] => {
		if (moment.type !== 'output') return moment.type === 'resize' ? [moment] : [];
		const parts = moment.data.split(frameEnd);
		return parts
			.map((part, index) => (index < parts.length - 1 ? part + frameEnd : part))
			.filter(data => data !== '')
			.map(data => ({...moment, data}));
	});

/** Keeps the pictures apart by the frame rate; the newest screen of an interval wins, the last one always stays. */
class Pictures {
	readonly frames: Frame[] = [];
	#pending: Frame | undefined;
	readonly #interval: number;

	constructor(fps: number) {
		this.#interval = Math.max(2, Math.ceil(100 / fps));
	}

	add(at: number, screen: Snapshot): void {
		if (this.#pending && at >= this.#pending.at) this.flush();
		const last = this.frames.at(-1);
		this.#pending = {at: last ? Math.max(at, last.at + this.#interval) : at, screen};
	}

	flush(): void {
		const last = this.frames.at(-1);
		if (this.#pending && !(last && sameScreen(last.screen, this.#pending.screen))) this.frames.push(this.#pending);
		this.#pending = undefined;
	}
}

/** Tells whether the screen after a moment is one the program meant to be seen. */
class FrameWatch {
	#usesMarks = false;
	#wholeAt = 0;
	/** When the oldest output came that has not been seen yet. */
	#unseenSince: number | undefined;

	/** `silentFor` is the time to the next moment in ms, Infinity behind the last one. */
	isWhole(moment: Moment, amidFrame: boolean, silentFor: number): boolean {
		this.#usesMarks ||= amidFrame || (moment.type === 'output' && moment.data.includes(frameEnd));
		if (!amidFrame) this.#wholeAt = moment.at;
		this.#unseenSince ??= moment.at;
		const whole = amidFrame
			? moment.at - this.#wholeAt > openFrameLimit
			: this.#usesMarks || silentFor >= silence || moment.at - this.#unseenSince >= staleAfter;
		const seen = whole || silentFor === Number.POSITIVE_INFINITY;
		if (seen) this.#unseenSince = undefined;
		return seen;
	}
}

/** Feeds the moments to the screen one after the other and calls `visit` after each. */
const play = (moments: readonly Moment[], screen: Screen, visit: (index: number, moment: Moment) => void) =>
	new Promise<void>((resolve, reject) => {
		let index = 0;
		// Writing from within the callback keeps the terminal's own loop going; a timer between chunks would cost more than
		// all the rest.
		const next = () => {
			try {
				for (let moment = moments[index]; moment; moment = moments[index]) {
					if (moment.type === 'output') {
						screen.write(moment.data, done);
						return;
					}
					if (moment.type === 'resize') screen.resize(moment.columns, moment.rows);
					visit(index, moment);
					index++;
				}
				resolve();
			} catch (error) {
				reject(error);
			}
		};
		const done = () => {
			try {
				visit(index, moments[index] as Moment);
				index++;
			} catch (error) {
				reject(error);
				return;
			}
			next();
		};
		next();
	});

/**
 * Plays a recording on a headless terminal and takes a picture after each whole frame. Blank screens at the beginning and
 * the end (before the program draws, after it has left the alternate screen) are left out.
 *
 * @throws the signal's reason when it is aborted
 */
export const takePictures = async (recording: Recording, options: TimelineOptions): Promise<Timeline> => {
	const {theme, signal} = options;
	const pairs = new ColorPairs();
	const screen = new Screen(recording, theme, pairs);
	const moments = splitFrames(recording.moments);
	const pictures = new Pictures(options.fps);
	const watch = new FrameWatch();
	try {
		await play(moments, screen, (index, moment) => {
			const next = moments[index + 1];
			const silentFor = next ? next.at - moment.at : Number.POSITIVE_INFINITY;
			if (watch.isWhole(moment, screen.amidFrame, silentFor))
				pictures.add(Math.round(moment.at / 10), screen.snapshot());
			if (index % 20 === 0) {
				signal?.throwIfAborted();
				options.onProgress?.(index / moments.length);
			}
		});
	} finally {
		screen.dispose();
	}
	pictures.flush();
	return {...withoutBlankEnds(pictures.frames, recording, shown => isBlank(shown, pairs, theme)), pairs};
};

const withoutBlankEnds = (all: readonly Frame[], {moments}: Recording, blank: (screen: Snapshot) => boolean) => {
	const frames = [...all];
	let end = Math.round((moments.at(-1)?.at ?? 0) / 10);
	while (frames.length > 1 && blank((frames[0] as Frame).screen)) frames.shift();
	while (frames.length > 1 && blank((frames.at(-1) as Frame).screen)) end = (frames.pop() as Frame).at;
	return {frames, end};
};
