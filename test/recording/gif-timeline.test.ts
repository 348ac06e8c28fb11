import fc from 'fast-check';
import {beforeAll, expect, test} from 'vitest';
import {encodeGif, type GifOptions} from '../../source/recording/gif/encode-gif.js';
import {themes} from '../../source/recording/gif/theme.js';
import {takePictures} from '../../source/recording/gif/timeline.js';
import type {Moment} from '../../source/recording/moments.js';
import {bakedFont, decodeGif} from './decode-gif.js';

let fontFile: string;
beforeAll(() => {
	fontFile = bakedFont();
});

const begin = '\u001b[?2026h';
const end = '\u001b[?2026l';
const output = (at: number, data: string): Moment => ({at, type: 'output', data});
const recording = (moments: Moment[]) => ({columns: 20, rows: 3, moments});

/** The first line of each picture, with its time in centiseconds. */
const pictures = async (moments: Moment[], fps = 50): Promise<Array<[number, string]>> => {
	const {frames} = await takePictures(recording(moments), {theme: themes.dark, fps});
	return frames.map(({at, screen}) => [
		at,
		String.fromCodePoint(...(screen.rows[0] ?? []).filter((_, index) => index % 2 === 0)).trimEnd(),
	]);
};

const encode = async (moments: Moment[], options: GifOptions = {}) =>
	decodeGif((await encodeGif(recording(moments), {fontFile, fontSize: 13, ...options})).bytes);

test('no picture is taken amid a frame, however its output is cut into chunks', async () => {
	const stream = Array.from(
		{length: 12},
		(_, index) => `${begin}\u001b[2J\u001b[H${'ab'[index % 2]?.repeat(10)}${end}`,
	).join('');
	await fc.assert(
		fc.asyncProperty(fc.array(fc.integer({min: 1, max: 40}), {minLength: 3, maxLength: 40}), async lengths => {
			const moments: Moment[] = [output(0, '\u001b[?25l')];
			for (let at = 0, index = 0; at < stream.length; index++) {
				const length = lengths[index % lengths.length] as number;
				moments.push(output(index * 30 + 1, stream.slice(at, at + length)));
				at += length;
			}
			const shown = await pictures(moments);
			expect(shown.length).toBeGreaterThan(0);
			for (const [, text] of shown) expect(text).toMatch(/^(a{10}|b{10})$/);
		}),
	);
});

test('whole frames in one chunk with the beginning of the next are seen', async () => {
	const shown = await pictures([
		output(0, `\u001b[?25l${begin}one${end}`),
		output(100, `${begin}\rtwo${end}${begin}\r`),
		output(200, `six${end}`),
	]);
	expect(shown).toEqual([
		[0, 'one'],
		[10, 'two'],
		[20, 'six'],
	]);
});

test('without marks, output that comes in one go is one picture', async () => {
	expect(
		await pictures([output(0, '\u001b[?25lx'), output(100, 'y'), output(101, 'z'), output(102, '!'), output(300, '?')]),
	).toEqual([
		[0, 'x'],
		[10, 'xyz!'],
		[30, 'xyz!?'],
	]);
});

test('a program that dies amid a frame is shown as far as it came', async () => {
	const shown = await pictures([
		output(0, `\u001b[?25l${begin}one${end}`),
		output(50, `${begin}\rtw`),
		output(900, 'o'),
		output(1500, ' killed'),
		output(1700, '!'),
	]);
	expect(shown).toEqual([
		[0, 'one'],
		[150, 'two killed'],
		[170, 'two killed!'],
	]);
});

test('blank screens before the first and after the last drawing are left out', async () => {
	const shown = await pictures([
		output(0, '\u001b[?1049h\u001b[?25l'),
		output(400, 'drawn'),
		output(900, '\u001b[?1049l'),
	]);
	expect(shown).toEqual([[40, 'drawn']]);
});

test('pictures keep the frame rate, and the newest screen of an interval wins', async () => {
	const moments = Array.from({length: 100}, (_, index) => output(index * 10, `${begin}\r\u001b[?25l${index}${end}`));
	const shown = await pictures(moments, 10);
	const gaps = shown.slice(1).map(([at], index) => at - (shown[index]?.[0] ?? 0));
	expect(Math.min(...gaps)).toBe(10);
	expect(shown.at(-1)?.[1]).toBe('99');
	expect(shown.length).toBe(11);
});

test('delays come from absolute times: a thousand roundings later the length is still right', async () => {
	const moments = Array.from({length: 300}, (_, index) => output(index * 33.4, `${begin}\r\u001b[?25l${index}${end}`));
	const {frames} = await encode(moments, {fps: 50, endPause: 2000});
	const length = frames.reduce((sum, {delay}) => sum + delay, 0);
	expect(length).toBe(Math.round((299 * 33.4) / 10) + 200);
	expect(frames.at(-1)?.delay).toBe(200);
});

test('repeats for ever, a number of times, or plays once', async () => {
	const moments = [output(0, 'x')];
	expect((await encode(moments)).loop).toBe(0);
	expect((await encode(moments, {loop: 3})).loop).toBe(3);
	expect((await encode(moments, {loop: null})).loop).toBeNull();
});

test('reports progress from 0 to 1, stops when aborted, refuses an empty recording', async () => {
	const moments = Array.from({length: 200}, (_, index) => output(index * 50, `\r${index}`));
	const shares: number[] = [];
	await encode(moments, {onProgress: share => shares.push(share)});
	expect(shares).toEqual(shares.toSorted((a, b) => a - b));
	expect(shares[0]).toBeLessThan(0.1);
	expect(shares.at(-1)).toBe(1);

	const controller = new AbortController();
	const onProgress = (share: number) => share > 0.2 && controller.abort(new Error('enough'));
	await expect(encode(moments, {onProgress, signal: controller.signal})).rejects.toThrow('enough');
	await expect(encode([])).rejects.toThrow('the recording shows nothing');
	await expect(encodeGif(recording(moments), {fontFile: '/nowhere/font.bin'})).rejects.toThrow('run the build');
});
