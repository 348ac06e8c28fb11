import fc from 'fast-check';
import {expect, test} from 'vitest';
import {GifFile} from '../../source/recording/gif/gif-file.js';
import {decodeGif} from './decode-gif.js';

/** A gif of one picture, whose colours are their indices; the last index is the transparent one. */
const roundTrip = (pixels: Uint8Array, width: number, height: number, colors: number): Uint8Array => {
	const palette = Array.from({length: colors}, (_, index) => index * 0x010203);
	const file = new GifFile({width, height, palette, transparent: colors - 1, loop: null});
	file.add({left: 0, top: 0, width, height}, pixels, 1);
	const [frame] = decodeGif(file.end()).frames;
	return pixels.map((_, index) => (frame?.pixel(index % width, Math.floor(index / width)) ?? 0) & 0xff);
};

test('any picture comes back as it was', () => {
	fc.assert(
		fc.property(
			fc.integer({min: 3, max: 256}),
			fc.integer({min: 1, max: 90}),
			fc.integer({min: 1, max: 90}),
			fc.array(fc.nat({max: 1000}), {minLength: 1, maxLength: 50}),
			fc.integer({min: 1, max: 40}),
			(colors, width, height, seed, run) => {
				const pixels = Uint8Array.from(
					{length: width * height},
					(_, index) => ((seed[Math.floor(index / run) % seed.length] ?? 0) + Math.floor(index / 97)) % (colors - 1),
				);
				const expected = pixels.map(index => (index * 3) & 0xff);
				expect(Buffer.compare(roundTrip(pixels, width, height, colors), expected)).toBe(0);
			},
		),
		{numRuns: 300},
	);
});

test.each([1, 2, 3, 5, 255, 256, 257, 3837, 3838, 3839, 3840, 4093, 4094, 4095, 4096, 60_000])(
	'%i pixels without a repetition: every width of code, the full table, blocks that end just so',
	count => {
		let state = 12_345;
		const pixels = Uint8Array.from({length: count}, () => {
			state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
			return (state >>> 16) % 255;
		});
		const expected = pixels.map(index => (index * 3) & 0xff);
		expect(Buffer.compare(roundTrip(pixels, count, 1, 256), expected)).toBe(0);
	},
);
