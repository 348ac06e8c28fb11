/**
 * Bakes the font of the gif encoder: glyphs of DejaVu Sans Mono, hinted at a few sizes, as 4-bit alpha masks in one small
 * file. A user installs only that file and never an outline, a font parser or a rasteriser.
 *
 * The file is brotli over: a JSON header, a newline, then for each size, each weight and each code point of the header
 * the mask's left, top, width and height (a byte each) and its alpha values, two pixels a byte, the high half first.
 */

import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {copyFile, mkdir, readFile, rename, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import path from 'node:path';
import {brotliCompressSync, constants} from 'node:zlib';
import opentype from 'opentype.js';
import {rasterise} from './font-raster.js';

const require = createRequire(import.meta.url);
const fontFolder = path.join(path.dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');

/** Font sizes in px at which the hinted advance is a whole number, with the cell they fill. */
const sizes = [
	{fontSize: 13, width: 8, height: 16, baseline: 12},
	{fontSize: 15, width: 9, height: 18, baseline: 14},
	{fontSize: 20, width: 12, height: 24, baseline: 19},
	{fontSize: 30, width: 18, height: 36, baseline: 28},
];

/** What is baked where the font has it. Box drawing, blocks and braille are missing: the encoder draws them itself. */
const ranges = [
	[0x21, 0x7e], // ASCII
	[0xa1, 0x17f], // Latin-1, Latin Extended-A
	[0x391, 0x3c9], // Greek
	[0x2010, 0x2027], // general punctuation
	[0x2030, 0x203a],
	[0x2070, 0x208e], // superscripts and subscripts
	[0x2190, 0x2199], // arrows
	[0x21ba, 0x21bb],
	[0x21d0, 0x21d5],
	[0x2264, 0x2265], // less or equal, greater or equal
	[0x2295, 0x2299], // circled operators
	[0x25a0, 0x25ff], // geometric shapes
	[0x2610, 0x2612], // ballot boxes
	[0x2713, 0x2718], // check marks and crosses
	[0x276e, 0x276f], // prompts
];

/** Single characters that terminal programs like. */
const singles = '€№™↩↪↵⇒⇔⇧⇥∀∂∃∅∆∈∑−∕∙√∞∧∨∩∪∫∴≈≠≡⋅⋯⌂⌃⌘⌥⌫⎋⏎␣★☆☠☺♠♣♥♦♪♫⚠⚡❄✂➜➤⬅⬆⬇';

const load = file => {
	const {buffer, byteOffset, length} = readFileSync(path.join(fontFolder, file));
	const font = opentype.parse(buffer.slice(byteOffset, byteOffset + length));
	// A few glyphs have programs the interpreter cannot run; it would print that, and then leaves them unhinted anyway.
	font.hinting._errorState = 1;
	return font;
};

const has = (font, code) => font.charToGlyphIndex(String.fromCodePoint(code)) !== 0;

const extent = ({commands}) => {
	const ys = commands.filter(c => c.type !== 'Z').map(c => c.y);
	const xs = commands.filter(c => c.type !== 'Z').map(c => c.x);
	return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
};

/** The glyph's outline; unhinted where the font's instructions go astray in the interpreter. */
const outline = (font, code, {fontSize, baseline}) => {
	const glyph = font.charToGlyph(String.fromCodePoint(code));
	const plain = glyph.getPath(0, baseline, fontSize);
	try {
		const hinted = glyph.getPath(0, baseline, fontSize, {hinting: true}, font);
		const allowed = extent(plain);
		const sound = extent(hinted).every((value, index) => Math.abs(value - allowed[index]) <= 1.5);
		return sound ? hinted : plain;
	} catch {
		return plain;
	}
};

const pack = ({left, top, width, height, alpha}) => {
	const bytes = Buffer.alloc(4 + Math.ceil(alpha.length / 2));
	bytes.set([left, top, width, height]);
	alpha.forEach((value, index) => {
		bytes[4 + (index >> 1)] |= index % 2 === 0 ? value << 4 : value;
	});
	return bytes;
};

const bake = () => {
	const weights = [load('DejaVuSansMono.ttf'), load('DejaVuSansMono-Bold.ttf')];
	const codes = ranges
		.flatMap(([first, last]) => Array.from({length: last - first + 1}, (_, index) => first + index))
		.concat(Array.from(singles, character => character.codePointAt(0)))
		.filter(code => weights.every(font => has(font, code)));
	const header = JSON.stringify({version: 1, sizes, codes});
	const masks = sizes.flatMap(size =>
		weights.flatMap(font => codes.map(code => pack(rasterise(outline(font, code, size).commands, size)))),
	);
	const raw = Buffer.concat([Buffer.from(`${header}\n`), ...masks]);
	return brotliCompressSync(raw, {
		params: {[constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length},
	});
};

/** Baking takes two seconds: what has been baked by these very scripts from this very font is kept. */
const cached = async () => {
	const inputs = [import.meta.filename, path.join(import.meta.dirname, 'font-raster.js')].map(file =>
		readFileSync(file),
	);
	const versions = ['dejavu-fonts-ttf/package.json', 'opentype.js/package.json'].map(name => require(name).version);
	const hash = createHash('sha256').update(Buffer.concat(inputs)).update(versions.join()).digest('hex').slice(0, 16);
	const file = path.join(import.meta.dirname, '../node_modules/.cache/durable-tui', `font-${hash}.bin`);
	const known = await readFile(file).catch(() => undefined);
	if (known) return known;
	const baked = bake();
	await mkdir(path.dirname(file), {recursive: true});
	await writeFile(`${file}.new`, baked);
	await rename(`${file}.new`, file);
	return baked;
};

/**
 * Writes the baked font to `outFile`, and the font's licence beside it as `<name>.license.txt`.
 *
 * @param {string} outFile such as `dist/font.bin`
 * @returns {Promise<{bytes: number}>} the file's size
 */
export async function bakeFont(outFile) {
	const baked = await cached();
	await mkdir(path.dirname(outFile), {recursive: true});
	await writeFile(outFile, baked);
	await copyFile(path.join(fontFolder, '../LICENSE'), `${outFile.replace(/\.bin$/, '')}.license.txt`);
	return {bytes: baked.length};
}

if (process.argv[1] === import.meta.filename) {
	const {bytes} = await bakeFont(process.argv[2] ?? 'dist/font.bin');
	console.log(`${(bytes / 1024).toFixed(1)} KiB`);
}
