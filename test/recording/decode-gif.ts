import {execFileSync} from 'node:child_process';
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {GifReader} from 'omggif';

/** A gif as somebody else's decoder sees it: what a viewer shows after each frame. */
export type Decoded = {
	readonly width: number;
	readonly height: number;
	readonly loop: number | null;
	readonly frames: ReadonlyArray<{
		/** Centiseconds. */
		readonly delay: number;
		readonly disposal: number;
		/** The part of the canvas that this frame painted. */
		readonly area: {x: number; y: number; width: number; height: number};
		/** The colour of a pixel, 0xRRGGBB. */
		pixel(x: number, y: number): number;
	}>;
};

export const decodeGif = (bytes: Uint8Array): Decoded => {
	const reader = new GifReader(Buffer.from(bytes));
	const canvas = new Uint8Array(reader.width * reader.height * 4);
	const frames = Array.from({length: reader.numFrames()}, (_, index) => {
		reader.decodeAndBlitFrameRGBA(index, canvas);
		const shown = canvas.slice();
		const {delay, disposal, x, y, width, height} = reader.frameInfo(index);
		return {
			delay,
			disposal,
			area: {x, y, width, height},
			pixel(px: number, py: number) {
				const at = (py * reader.width + px) * 4;
				if (shown[at + 3] !== 255) throw new Error(`pixel ${px}, ${py} was never painted`);
				return ((shown[at] ?? 0) << 16) | ((shown[at + 1] ?? 0) << 8) | (shown[at + 2] ?? 0);
			},
		};
	});
	return {width: reader.width, height: reader.height, loop: reader.loopCount(), frames};
};

/** Bakes the font into a temporary file, as the build does into its own. */
export const bakedFont = (): string => {
	const file = path.join(mkdtempSync(path.join(tmpdir(), 'durable-tui-font-')), 'font.bin');
	execFileSync(process.execPath, ['scripts/bake-font.js', file], {cwd: path.join(import.meta.dirname, '../..')});
	return file;
};
