import {alphaSteps, type Font} from './font.js';
import {type ColorPairs, glyphBits} from './screen.js';
import {mix, type Rgb} from './theme.js';
import type {Frame} from './timeline.js';

/** The colours of a gif, and how a mask's alpha becomes one of them. */
export type Palette = {
	readonly colors: readonly Rgb[];
	readonly transparent: number;
	/** For each colour pair the palette index of each alpha value, 0 to 15. */
	readonly ramps: readonly Uint8Array[];
};

/** Indices that pictures may use; one more is the transparent one. */
const limit = 255;
/** Blends between text colour and ground, finest first; the finest that fits into the palette is taken. */
const blendSteps = [alphaSteps, 8, 5, 4, 3, 2, 1];

/**
 * Builds one palette for all frames. Pure colours come first and are exact as long as there are at most 255 of them;
 * blends are as fine as the rest of the palette allows. Only alpha values that a pair's glyphs really have take room.
 */
export const buildPalette = (frames: readonly Frame[], pairs: ColorPairs, font: Font): Palette => {
	const used = alphasUsed(frames, pairs, font);
	const pure = countPure(pairs, used);
	const colors = choose([...pure.keys()].sort((a, b) => (pure.get(b) ?? 0) - (pure.get(a) ?? 0)));
	const indices = new Map(colors.map((color, index) => [color, index]));
	const steps = blendSteps.find(count => indices.size + blends(pairs, used, count, indices).size <= limit) ?? 1;
	for (const color of blends(pairs, used, steps, indices)) {
		if (colors.length === limit) break;
		indices.set(color, colors.push(color) - 1);
	}
	const indexOf = (color: Rgb): number => {
		const known = indices.get(color);
		if (known !== undefined) return known;
		const found = nearest(colors, color);
		indices.set(color, found);
		return found;
	};
	const ramps = pairs.all.map(([foreground, background], pair) =>
		Uint8Array.from({length: alphaSteps + 1}, (_, alpha) =>
			used[pair]?.[alpha] ? indexOf(blend(foreground, background, alpha, steps)) : 0,
		),
	);
	return {colors, transparent: colors.length, ramps};
};

const blend = (foreground: Rgb, background: Rgb, alpha: number, steps: number): Rgb =>
	mix(background, foreground, Math.round((alpha / alphaSteps) * steps) / steps);

/** Which alpha values the glyphs of each pair have, with the number of different glyphs that have them. */
const alphasUsed = (frames: readonly Frame[], pairs: ColorPairs, font: Font): Uint32Array[] => {
	const used = pairs.all.map(() => new Uint32Array(alphaSteps + 1));
	const seenRows = new Set<object>();
	const seenGlyphs = new Set<number>();
	const see = (word: number, pair: number) => {
		const glyph = pair * 0x4000000 + word;
		if (seenGlyphs.has(glyph)) return;
		seenGlyphs.add(glyph);
		const counts = used[pair] as Uint32Array;
		for (const alpha of new Set(font.mask(word & glyphBits.code, (word & glyphBits.bold) !== 0)))
			counts[alpha] = (counts[alpha] ?? 0) + 1;
		if (word > glyphBits.code) counts[alphaSteps] = (counts[alphaSteps] ?? 0) + 1;
	};
	// The margin shows the ground of the first pair.
	see(0x20, 0);
	for (const {screen} of frames) {
		for (const row of screen.rows) {
			if (seenRows.has(row)) continue;
			seenRows.add(row);
			for (let x = 0; x < row.length; x += 2) see(row[x] as number, row[x + 1] as number);
		}
	}
	return used;
};

const countPure = (pairs: ColorPairs, used: readonly Uint32Array[]): Map<Rgb, number> => {
	const counts = new Map<Rgb, number>();
	pairs.all.forEach(([foreground, background], pair) => {
		for (const [color, alpha] of [
			[background, 0],
			[foreground, alphaSteps],
		] as const) {
			const count = used[pair]?.[alpha] ?? 0;
			if (count > 0) counts.set(color, (counts.get(color) ?? 0) + count);
		}
	});
	return counts;
};

const blends = (
	pairs: ColorPairs,
	used: readonly Uint32Array[],
	steps: number,
	known: ReadonlyMap<Rgb, number>,
): Set<Rgb> => {
	const found = new Set<Rgb>();
	pairs.all.forEach(([foreground, background], pair) => {
		used[pair]?.forEach((count, alpha) => {
			const color = blend(foreground, background, alpha, steps);
			if (count > 0 && !known.has(color)) found.add(color);
		});
	});
	return found;
};

/** The colours that get an index: half by use, and then again and again the one that is farthest from all of them. */
const choose = (byUse: readonly Rgb[]): Rgb[] => {
	if (byUse.length <= limit) return [...byUse];
	const chosen = byUse.slice(0, limit >> 1);
	const rest = byUse.slice(limit >> 1);
	const gaps = rest.map(color => distance(chosen[nearest(chosen, color)] as Rgb, color));
	while (chosen.length < limit) {
		const farthest = gaps.reduce((best, gap, index) => (gap > (gaps[best] as number) ? index : best), 0);
		const color = rest[farthest] as Rgb;
		chosen.push(color);
		rest.forEach((other, index) => {
			gaps[index] = Math.min(gaps[index] as number, distance(color, other));
		});
	}
	return chosen;
};

const nearest = (colors: readonly Rgb[], wanted: Rgb): number => {
	let best = 0;
	let least = Number.POSITIVE_INFINITY;
	for (let index = 0; index < colors.length; index++) {
		const gap = distance(colors[index] as Rgb, wanted);
		if (gap < least) [best, least] = [index, gap];
	}
	return best;
};

/** Squared, and weighted as the eye does. */
const distance = (a: Rgb, b: Rgb): number => {
	const red = (a >> 16) - (b >> 16);
	const green = ((a >> 8) & 0xff) - ((b >> 8) & 0xff);
	const blue = (a & 0xff) - (b & 0xff);
	return red * red * 2 + green * green * 4 + blue * blue * 3;
};
