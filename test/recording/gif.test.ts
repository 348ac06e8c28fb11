import xterm from '@xterm/headless';
import fc from 'fast-check';
import {beforeAll, expect, test} from 'vitest';
import {encodeGif} from '../../source/recording/gif/encode-gif.js';
import {type Font, loadFont} from '../../source/recording/gif/font.js';
import type {Moment} from '../../source/recording/moments.js';
import {differenceOf, distance, type Frame, ground, ink} from './compare-screen.js';
import {bakedFont, decodeGif} from './decode-gif.js';

const padding = 5;
let fontFile: string;
let font: Font;

beforeAll(async () => {
	fontFile = bakedFont();
	font = await loadFont(13, fontFile);
});

const whole = (data: string) => `\u001b[?2026h${data}\u001b[?2026l`;
const hideCursor = '\u001b[?25l';
const output = (at: number, data: string): Moment => ({at, type: 'output', data});

const encode = async (size: {columns: number; rows: number}, moments: Moment[], options = {}) => {
	const gif = await encodeGif({...size, moments}, {fontFile, fontSize: 13, padding, fps: 50, ...options});
	return {gif, decoded: decodeGif(gif.bytes)};
};

const color = fc.constantFrom('0;255;0', '255;0;0', '30;227;207', '10;10;40');
const patch = fc.record({
	x: fc.integer({min: 1, max: 18}),
	y: fc.integer({min: 1, max: 6}),
	style: fc.oneof(
		fc.constantFrom('0', '1', '7'),
		color.map(rgb => `38;2;${rgb}`),
		color.map(rgb => `48;2;${rgb}`),
	),
	text: fc.string({unit: fc.constantFrom(...'abgWM@█─┼╬▒░╱ ✓✗●é…'), minLength: 1, maxLength: 6}),
});
const patches = fc.array(fc.array(patch, {minLength: 1, maxLength: 4}), {minLength: 1, maxLength: 6});

test('every frame shows, cell by cell and pixel by pixel, what a terminal shows', async () => {
	await fc.assert(
		fc.asyncProperty(patches, async frames => {
			const size = {columns: 18, rows: 6};
			const data = frames.map((frame, index) =>
				whole(
					(index === 0 ? `${hideCursor}#` : '') +
						frame.map(({x, y, style, text}) => `\u001b[${y};${x}H\u001b[0;${style}m${text}\u001b[0m`).join(''),
				),
			);
			const {decoded} = await encode(
				size,
				data.map((chunk, index) => output(index * 100, chunk)),
			);

			const terminal = new xterm.Terminal({cols: 18, rows: 6, scrollback: 0, allowProposedApi: true});
			let [shown, start] = [0, 0];
			for (const [index, chunk] of data.entries()) {
				await new Promise<void>(done => terminal.write(chunk, done));
				// A screen that stays the same prolongs its picture instead of making another.
				const end = start + (decoded.frames[shown]?.delay ?? 0);
				if (index * 10 >= end && shown < decoded.frames.length - 1) [shown, start] = [shown + 1, end];
				expect(differenceOf(decoded.frames[shown] as Frame, terminal, {font, padding})).toBeUndefined();
			}
			expect(shown).toBe(decoded.frames.length - 1);
			terminal.dispose();
		}),
		{numRuns: 25},
	);
});

test('a frame paints only the rectangle that changed, and leaves it in place', async () => {
	const {decoded} = await encode({columns: 30, rows: 8}, [
		output(0, whole(`${hideCursor}durable`)),
		output(100, whole('\u001b[3;5Hx\u001b[5;9Hyy')),
		output(200, whole('\u001b[8;30H!')),
	]);
	const {width, height} = font.cell;
	expect(decoded.frames.map(frame => frame.area)).toEqual([
		{x: 0, y: 0, width: 30 * width + 2 * padding, height: 8 * height + 2 * padding},
		{x: padding + 4 * width, y: padding + 2 * height, width: 6 * width, height: 3 * height},
		{x: padding + 29 * width, y: padding + 7 * height, width, height},
	]);
	expect(decoded.frames.map(frame => frame.disposal)).toEqual([1, 1, 1]);
});

/** The colours of one cell: the ground at its corner and the one farthest from it. */
const cellColors = (frame: Frame, column: number, row = 0) => {
	const {width, height} = font.cell;
	const pixels = Array.from({length: width * height}, (_, index) =>
		frame.pixel(padding + column * width + (index % width), padding + row * height + Math.floor(index / width)),
	);
	const back = pixels[0] as number;
	const farthest = pixels.toSorted((a, b) => distance(b, back, back, 0) - distance(a, back, back, 0))[0];
	return [back, farthest];
};

test('every way to name a colour is understood, in both themes', async () => {
	const cells = [
		['\u001b[31m', [ground, 0xef4444]],
		['\u001b[92m', [ground, 0x4ade80]],
		['\u001b[38;5;196m', [ground, 0xff0000]],
		['\u001b[38;5;244m', [ground, 0x808080]],
		['\u001b[38;2;1;200;3m', [ground, 0x01c803]],
		['\u001b[44m', [0x60a5fa, ink]],
		['\u001b[7m', [ink, ground]],
		['\u001b[7;31m', [0xef4444, ground]],
	] as const;
	const line = cells.map(([style]) => `${style}█\u001b[0m`).join('');
	const full = await encode({columns: 10, rows: 2}, [output(0, `${hideCursor}${line}`)]);
	const letters = await encode({columns: 10, rows: 2}, [output(0, `${hideCursor}${line.replaceAll('█', 'l')}`)]);
	cells.forEach(([, [back, text]], index) => {
		expect(cellColors(full.decoded.frames[0] as Frame, index)[0]).toBe(text);
		expect(cellColors(letters.decoded.frames[0] as Frame, index)).toEqual([back, text]);
	});
	const light = await encode({columns: 10, rows: 2}, [output(0, `${hideCursor}█ \u001b[31m█`)], {theme: 'light'});
	const frame = light.decoded.frames[0] as Frame;
	expect([0, 1, 2].map(column => cellColors(frame, column)[0])).toEqual([0x1e293b, 0xfbfcfe, 0xdc2626]);
});

test('dim text stands back, underlines and strokes are drawn, a shown cursor inverts its cell', async () => {
	const {decoded} = await encode({columns: 8, rows: 2}, [
		output(0, `\u001b[2m█\u001b[0m\u001b[4m \u001b[0m\u001b[9m \u001b[0m\u001b[8mX\u001b[0m`),
	]);
	const frame = decoded.frames[0] as Frame;
	const [dim, underlined, struck, hidden, cursor] = [0, 1, 2, 3, 4].map(column => cellColors(frame, column));
	const red = (dim?.[0] ?? 0) >> 16;
	expect(red).toBeGreaterThan((ground >> 16) + 40);
	expect(red).toBeLessThan((ink >> 16) - 40);
	expect(underlined).toEqual([ground, ink]);
	expect(struck).toEqual([ground, ink]);
	expect(hidden).toEqual([ground, ground]);
	expect(cursor).toEqual([ink, ink]);
	const lineOf = (column: number) =>
		Array.from({length: font.cell.height}, (_, y) => y).filter(
			y => frame.pixel(padding + column * font.cell.width, padding + y) === ink,
		);
	expect(lineOf(1)).toEqual([font.cell.baseline + 1]);
	expect(lineOf(2)[0]).toBeLessThan(font.cell.baseline);
});

test('more colours than a palette holds: the most used stay exact, the rest comes close', async () => {
	const rgb = (n: number) => [(n % 25) * 10, Math.floor(n / 25) * 10, (n * 7) % 50] as const;
	const many = Array.from({length: 600}, (_, n) => `\u001b[48;2;${rgb(n).join(';')}m `).join('');
	const {gif, decoded} = await encode({columns: 40, rows: 17}, [output(0, `${hideCursor}${many}\u001b[0m plain text`)]);
	expect(gif.colors).toBe(255);
	const frame = decoded.frames[0] as Frame;
	const off = Array.from({length: 600}, (_, n) => {
		const [red, green, blue] = rgb(n);
		const wanted = (red << 16) | (green << 8) | blue;
		return distance(cellColors(frame, n % 40, Math.floor(n / 40))[0] as number, wanted, wanted, 0);
	});
	expect(off.filter(value => value === 0).length).toBeGreaterThan(200);
	expect(cellColors(frame, 1, 15)).toEqual([ground, ink]);
	// The nearest of the colours that are there: random ones would be off by a hundred.
	expect(off.reduce((sum, value) => sum + value, 0) / off.length).toBeLessThan(20);
});

test('after a resize the canvas has room for the largest screen', async () => {
	const {decoded} = await encode({columns: 10, rows: 3}, [
		output(0, `${hideCursor}small`),
		{at: 100, type: 'resize', columns: 20, rows: 5},
		output(110, '\u001b[2J\u001b[H\u001b[41mlarge'),
	]);
	expect([decoded.width, decoded.height]).toEqual([20 * 8 + 2 * padding, 5 * 16 + 2 * padding]);
	expect(cellColors(decoded.frames.at(-1) as Frame, 0)[0]).toBe(0xef4444);
	expect(cellColors(decoded.frames[0] as Frame, 15)).toEqual([ground, ground]);
});
