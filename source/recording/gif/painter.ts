import type {CellSize, Font} from './font.js';
import type {Rectangle} from './gif-file.js';
import type {Palette} from './palette.js';
import {glyphBits, type Row, type Snapshot} from './screen.js';

/** A rectangle of palette indices. */
export type Picture = Rectangle & {readonly pixels: Uint8Array};

/** What paints screens: cells to palette indices, and only those that changed. */
export class Painter {
	readonly width: number;
	readonly height: number;
	readonly #font: Font;
	readonly #palette: Palette;
	readonly #padding: number;
	#shown: Snapshot | undefined;

	/** `columns` and `rows` are those of the largest screen, `padding` is in px. */
	constructor(options: {font: Font; palette: Palette; columns: number; rows: number; padding: number}) {
		this.#font = options.font;
		this.#palette = options.palette;
		this.#padding = options.padding;
		this.width = options.columns * options.font.cell.width + 2 * options.padding;
		this.height = options.rows * options.font.cell.height + 2 * options.padding;
	}

	/** The part of the canvas that differs from the screen painted last; undefined when nothing does. */
	paint(screen: Snapshot): Picture | undefined {
		const before = this.#shown;
		this.#shown = screen;
		if (!before || before.columns !== screen.columns || before.rows.length !== screen.rows.length) {
			const whole = {left: 0, top: 0, width: this.width, height: this.height};
			const pixels = new Uint8Array(this.width * this.height).fill(this.#palette.ramps[0]?.[0] ?? 0);
			this.#paintCells(screen, undefined, whole, pixels);
			return {...whole, pixels};
		}
		const area = this.#changed(screen, before);
		if (!area) return undefined;
		const pixels = new Uint8Array(area.width * area.height).fill(this.#palette.transparent);
		this.#paintCells(screen, before, area, pixels);
		return {...area, pixels};
	}

	/** The smallest rectangle around all changed cells. */
	#changed(screen: Snapshot, before: Snapshot): Rectangle | undefined {
		let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -1];
		screen.rows.forEach((row, y) => {
			const old = before.rows[y];
			if (!old || row === old) return;
			for (let x = 0; x < screen.columns; x++) {
				if (sameCell(row, old, x)) continue;
				left = Math.min(left, x);
				right = Math.max(right, x);
				top = Math.min(top, y);
				bottom = y;
			}
		});
		if (right < 0) return undefined;
		const {width, height} = this.#font.cell;
		return {
			left: left * width + this.#padding,
			top: top * height + this.#padding,
			width: (right - left + 1) * width,
			height: (bottom - top + 1) * height,
		};
	}

	#paintCells(screen: Snapshot, before: Snapshot | undefined, area: Rectangle, pixels: Uint8Array): void {
		const {width, height} = this.#font.cell;
		screen.rows.forEach((row, y) => {
			const old = before?.rows[y];
			if (row === old) return;
			for (let x = 0; x < screen.columns; x++) {
				if (old && sameCell(row, old, x)) continue;
				const at = (y * height + this.#padding - area.top) * area.width + x * width + this.#padding - area.left;
				this.#paintCell(row[x * 2] as number, row[x * 2 + 1] as number, pixels, at, area.width);
			}
		});
	}

	#paintCell(word: number, pair: number, pixels: Uint8Array, at: number, stride: number): void {
		const {cell} = this.#font;
		const ramp = this.#palette.ramps[pair] as Uint8Array;
		const code = word & glyphBits.code;
		if (code === 0x20) {
			for (let y = 0; y < cell.height; y++)
				pixels.fill(ramp[0] as number, at + y * stride, at + y * stride + cell.width);
		} else {
			const mask = this.#font.mask(code, (word & glyphBits.bold) !== 0);
			let index = 0;
			for (let y = 0; y < cell.height; y++) {
				const row = at + y * stride;
				for (let x = 0; x < cell.width; x++) pixels[row + x] = ramp[mask[index++] as number] as number;
			}
		}
		for (const [from, to] of rules(word, cell)) {
			for (let y = from; y < to; y++) pixels.fill(ramp[15] as number, at + y * stride, at + y * stride + cell.width);
		}
	}
}

const sameCell = (a: Row, b: Row, x: number): boolean => a[x * 2] === b[x * 2] && a[x * 2 + 1] === b[x * 2 + 1];

/** The lines under, through and over a cell, each from its first pixel row to the one behind its last. */
const rules = (word: number, {height, baseline, fontSize}: CellSize): Array<[number, number]> => {
	if (word <= (glyphBits.code | glyphBits.bold)) return [];
	const thickness = Math.max(1, Math.round(height / 20));
	const places: Array<[number, number]> = [
		[glyphBits.underline, baseline + thickness],
		[glyphBits.strike, baseline - Math.round(fontSize * 0.28)],
		[glyphBits.overline, 0],
	];
	return places.flatMap(([bit, y]) => (word & bit ? [[y, Math.min(height, y + thickness)] as [number, number]] : []));
};
