import {setImmediate} from 'node:timers/promises';
import type {Recording} from '../moments.js';
import {loadFont} from './font.js';
import {GifFile} from './gif-file.js';
import {Painter} from './painter.js';
import {buildPalette} from './palette.js';
import {type ThemeName, themes} from './theme.js';
import {takePictures} from './timeline.js';

export type GifOptions = {
	/** px; the nearest of 13, 15, 20 and 30 is taken, cells of 8 × 16, 9 × 18, 12 × 24 and 18 × 36. Default 15. */
	readonly fontSize?: number;
	readonly theme?: ThemeName;
	/** Pictures a second at most, 1 to 50. Default 20. */
	readonly fps?: number;
	/** How long the last picture stays, in ms. Default 3000. */
	readonly endPause?: number;
	/** Times to repeat: 0 (the default) for ever, null to play once. */
	readonly loop?: number | null;
	/** Margin around the screen in px; by default the width of a cell. */
	readonly padding?: number;
	/** Called now and then with the share that is done, 0 to 1. */
	readonly onProgress?: (share: number) => void;
	readonly signal?: AbortSignal;
	/** The baked font, when it is not the build's own. */
	readonly fontFile?: string | URL;
};

export type EncodedGif = {
	readonly bytes: Uint8Array;
	/** px */
	readonly width: number;
	readonly height: number;
	readonly frames: number;
	readonly colors: number;
};

/** Share of the work that playing the recording takes; painting and compressing are the rest. */
const playing = 0.4;
/** Ms of work after which timers and input get their turn. */
const breath = 12;

/**
 * Draws a terminal recording as an animated GIF: what a terminal would have shown after each whole frame of the program.
 *
 * @throws Error when the recording shows nothing, or needs more than 65535 px
 * @throws the signal's reason when it is aborted
 */
export const encodeGif = async (recording: Recording, options: GifOptions = {}): Promise<EncodedGif> => {
	const {fps = 20, endPause = 3000, loop = 0, onProgress, signal} = options;
	const font = await loadFont(options.fontSize ?? 15, options.fontFile);
	const {frames, end, pairs} = await takePictures(recording, {
		theme: themes[options.theme ?? 'dark'],
		fps: Math.min(50, Math.max(1, fps)),
		onProgress: share => onProgress?.(share * playing),
		signal,
	});
	if (frames.length === 0) throw new Error('the recording shows nothing');

	const palette = buildPalette(frames, pairs, font);
	const painter = new Painter({
		font,
		palette,
		columns: Math.max(...frames.map(frame => frame.screen.columns)),
		rows: Math.max(...frames.map(frame => frame.screen.rows.length)),
		padding: options.padding ?? font.cell.width,
	});
	const {width, height} = painter;
	if (Math.max(width, height) > 0xffff) throw new Error(`a gif of ${width} × ${height} px is not possible`);
	const colors = [...palette.colors, 0];
	const file = new GifFile({width, height, palette: colors, transparent: palette.transparent, loop});
	let rested = performance.now();
	for (const [index, {at, screen}] of frames.entries()) {
		const picture = painter.paint(screen);
		const next = frames[index + 1]?.at ?? Math.max(at, end) + Math.round(endPause / 10);
		// A picture's time is the difference of two absolute times, so that rounding never adds up.
		if (picture) file.add(picture, picture.pixels, next - at);
		if (performance.now() - rested > breath) {
			onProgress?.(playing + (1 - playing) * (index / frames.length));
			await setImmediate();
			signal?.throwIfAborted();
			rested = performance.now();
		}
	}
	onProgress?.(1);
	return {bytes: file.end(), width, height, frames: frames.length, colors: palette.colors.length};
};
