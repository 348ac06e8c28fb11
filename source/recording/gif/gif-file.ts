import {ByteSink} from './byte-sink.js';
import {writeLzw} from './lzw.js';
import type {Rgb} from './theme.js';

/** A part of the canvas in px. */
export type Rectangle = {readonly left: number; readonly top: number; readonly width: number; readonly height: number};

export type GifOptions = {
	/** px, at most 65535 each. */
	readonly width: number;
	readonly height: number;
	/** At most 256 colours, the transparent one included. */
	readonly palette: readonly Rgb[];
	/** The palette index that leaves the pixel below as it was. */
	readonly transparent: number;
	/** How often the animation repeats: 0 for ever, null to play it once. */
	readonly loop: number | null;
};

/** Writes an animated GIF (89a) with one global palette; each picture paints over the ones before. */
export class GifFile {
	readonly #sink = new ByteSink();
	readonly #bits: number;
	readonly #transparent: number;

	constructor({width, height, palette, transparent, loop}: GifOptions) {
		const sink = this.#sink;
		this.#bits = Math.max(2, Math.ceil(Math.log2(palette.length)));
		this.#transparent = transparent;
		sink.text('GIF89a');
		sink.short(width);
		sink.short(height);
		// Global palette follows, 8 bits a primary, its size as a power of two.
		sink.byte(0x80 | 0x70 | (this.#bits - 1));
		sink.byte(0);
		sink.byte(0);
		for (let index = 0; index < 1 << this.#bits; index++) {
			const color = palette[index] ?? 0;
			sink.byte(color >> 16);
			sink.byte((color >> 8) & 0xff);
			sink.byte(color & 0xff);
		}
		if (loop !== null) {
			sink.text('\u0021\u00ff\u000bNETSCAPE2.0\u0003\u0001');
			sink.short(loop);
			sink.byte(0);
		}
	}

	/** Adds a picture that stays for `delay` centiseconds; `pixels` fill the rectangle row by row. */
	add({left, top, width, height}: Rectangle, pixels: Uint8Array, delay: number): void {
		const sink = this.#sink;
		// Graphic control: leave the picture in place (disposal 1), one index is transparent.
		sink.text('\u0021\u00f9\u0004');
		sink.byte((1 << 2) | 1);
		sink.short(Math.min(0xffff, delay));
		sink.byte(this.#transparent);
		sink.byte(0);
		sink.byte(0x2c);
		for (const value of [left, top, width, height]) sink.short(value);
		sink.byte(0);
		writeLzw(sink, pixels, this.#bits);
	}

	/** The whole file. */
	end(): Uint8Array {
		this.#sink.byte(0x3b);
		return this.#sink.toBytes();
	}
}
