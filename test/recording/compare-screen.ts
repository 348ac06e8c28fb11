import type xterm from '@xterm/headless';
import type {Font} from '../../source/recording/gif/font.js';
import type {Decoded} from './decode-gif.js';

/** The dark theme's own colours. */
export const ground = 0x0d1220;
export const ink = 0xdbe2ee;

export type Frame = Decoded['frames'][number];

const channels = (color: number) => [color >> 16, (color >> 8) & 255, color & 255] as const;

/** How far a pixel is from what the mask asks for, in steps of 1/255 of the worst channel. */
export const distance = (pixel: number, background: number, foreground: number, alpha: number): number => {
	const [got, from, to] = [channels(pixel), channels(background), channels(foreground)];
	return Math.max(
		...got.map((value, at) => Math.abs(value - ((from[at] ?? 0) + (((to[at] ?? 0) - (from[at] ?? 0)) * alpha) / 15))),
	);
};

/**
 * Compares each cell of a frame, pixel by pixel, with what a terminal of our own shows; only true colours and defaults.
 *
 * @param tolerance How far a pixel may be off: a blend may be rounded to the next of fifteen steps, and to the nearest
 * colour when the palette is full.
 * @returns The first cell that is something else; undefined when there is none.
 */
export const differenceOf = (
	frame: Frame,
	terminal: InstanceType<typeof xterm.Terminal>,
	{font, padding, tolerance = 2}: {font: Font; padding: number; tolerance?: number},
): string | undefined => {
	const {width, height} = font.cell;
	for (let y = 0; y < terminal.rows; y++) {
		for (let x = 0; x < terminal.cols; x++) {
			const cell = terminal.buffer.active.getLine(y)?.getCell(x);
			if (!cell) return `no cell ${x}, ${y}`;
			let [text, back] = [cell.isFgRGB() ? cell.getFgColor() : ink, cell.isBgRGB() ? cell.getBgColor() : ground];
			if (cell.isInverse()) [text, back] = [back, text];
			const mask = font.mask(cell.getChars().codePointAt(0) ?? 0x20, cell.isBold() !== 0);
			const blank = (cell.getChars() || ' ') === ' ';
			let worst = 0;
			for (let index = 0; index < width * height; index++) {
				const pixel = frame.pixel(
					padding + x * width + (index % width),
					padding + y * height + Math.floor(index / width),
				);
				worst = Math.max(worst, distance(pixel, back, text, blank ? 0 : (mask[index] ?? 0)));
			}
			if (worst > tolerance) return `cell ${x}, ${y} ${JSON.stringify(cell.getChars())} is off by ${worst}`;
		}
	}
	return undefined;
};
