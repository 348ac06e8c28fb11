import {readFile} from 'node:fs/promises';
import {promisify} from 'node:util';
import {brotliDecompress} from 'node:zlib';
import {drawnGlyph} from './drawn-glyphs.js';

/** A cell and where its text stands, in px. */
export type CellSize = {
	readonly fontSize: number;
	readonly width: number;
	readonly height: number;
	/** Distance of the base line from the cell's top. */
	readonly baseline: number;
};

/** One cell's worth of alpha values, 0 (ground) to 15 (ink), row by row. */
export type Mask = Uint8Array;

/** Steps of a mask's alpha above 0. */
export const alphaSteps = 15;

/** Glyphs of one size. */
export type Font = {
	readonly cell: CellSize;
	/** The mask of a code point; a box for a character that the font does not have. */
	mask(code: number, bold: boolean): Mask;
};

/** Code points outside Unicode: the two halves of the box that stands for a wide character. */
export const wideBox = {left: 0x110000, right: 0x110001} as const;

const unpack = promisify(brotliDecompress);

type Header = {readonly version: 1; readonly sizes: readonly CellSize[]; readonly codes: readonly number[]};

/** Beside this module in the bundle; in the build's folder when the sources run. */
const places = ['./font.bin', '../../../dist/font.bin'];

const readBaked = async (file?: string | URL): Promise<Buffer> => {
	for (const place of file ? [file] : places.map(place => new URL(place, import.meta.url))) {
		try {
			return await readFile(place);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
		}
	}
	throw new Error('the font of the gif encoder is missing: run the build');
};

/**
 * Loads the baked font.
 *
 * @param fontSize px; the baked size next to it is taken
 * @param file the baked font, by default the one of the build
 * @throws Error when the file is missing
 */
export const loadFont = async (fontSize: number, file?: string | URL): Promise<Font> => {
	const raw = await unpack(await readBaked(file));
	const end = raw.indexOf('\n');
	const {sizes, codes} = JSON.parse(raw.toString('utf8', 0, end)) as Header;
	const distance = (size: CellSize) => Math.abs(size.fontSize - fontSize);
	const cell = sizes.reduce((best, size) => (distance(size) < distance(best) ? size : best));
	const baked = locate(raw, end + 1, sizes.indexOf(cell), codes);
	const masks = new Map<number, Mask>();
	return {
		cell,
		mask(code, bold) {
			const key = code * 2 + (bold ? 1 : 0);
			let mask = masks.get(key);
			if (!mask) {
				const at = baked[bold ? 1 : 0]?.get(code);
				mask = at === undefined ? (drawnGlyph(code, cell) ?? box(code, cell)) : expand(raw, at, cell);
				masks.set(key, mask);
			}
			return mask;
		},
	};
};

/** Where each glyph of one size begins, for the regular and the bold weight. Masks have no fixed length: all are walked. */
const locate = (
	raw: Buffer,
	begin: number,
	sizeIndex: number,
	codes: readonly number[],
): Array<Map<number, number>> => {
	let at = begin;
	const weights: Array<Map<number, number>> = [];
	for (let size = 0; size <= sizeIndex; size++) {
		weights.length = 0;
		for (let weight = 0; weight < 2; weight++) {
			const places = new Map<number, number>();
			for (const code of codes) {
				places.set(code, at);
				at += 4 + Math.ceil((raw.readUInt8(at + 2) * raw.readUInt8(at + 3)) / 2);
			}
			weights.push(places);
		}
	}
	return weights;
};

const expand = (raw: Buffer, at: number, cell: CellSize): Mask => {
	const mask = new Uint8Array(cell.width * cell.height);
	const [left, top, width, height] = [0, 1, 2, 3].map(offset => raw.readUInt8(at + offset)) as [
		number,
		number,
		number,
		number,
	];
	for (let index = 0; index < width * height; index++) {
		const pair = raw.readUInt8(at + 4 + (index >> 1));
		const alpha = index % 2 === 0 ? pair >> 4 : pair & 15;
		mask[(top + Math.floor(index / width)) * cell.width + left + (index % width)] = alpha;
	}
	return mask;
};

/** The outline of a box from the capitals' height to the base line; wide characters have half of it in each cell. */
const box = (code: number, {width, height, baseline, fontSize}: CellSize): Mask => {
	const mask = new Uint8Array(width * height);
	const top = baseline - Math.round(fontSize * 0.73);
	const left = code === wideBox.right ? -1 : 1;
	const right = code === wideBox.left ? width : width - 2;
	for (let y = top; y < baseline; y++) {
		for (let x = Math.max(0, left); x <= Math.min(width - 1, right); x++) {
			if (y === top || y === baseline - 1 || x === left || x === right) mask[y * width + x] = 10;
		}
	}
	return mask;
};
