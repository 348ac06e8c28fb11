import {beforeAll, expect, test} from 'vitest';
import {drawnGlyph} from '../../source/recording/gif/drawn-glyphs.js';
import {type Font, loadFont} from '../../source/recording/gif/font.js';
import {bakedFont} from './decode-gif.js';

const sizes = [13, 15, 20, 30];
const fonts: Font[] = [];
beforeAll(async () => {
	const file = bakedFont();
	for (const size of sizes) fonts.push(await loadFont(size, file));
});

/** Where ink touches the left, upper, right and lower edge of a cell. */
const edges = (character: string, {cell, mask}: Font) => {
	const {width, height} = cell;
	const alpha = mask(character.codePointAt(0) as number, false);
	const inked = (length: number, at: (index: number) => number) =>
		Array.from({length}, (_, index) => index).filter(index => (alpha[at(index)] ?? 0) >= 8);
	return {
		left: inked(height, y => y * width),
		top: inked(width, x => x),
		right: inked(height, y => y * width + width - 1),
		bottom: inked(width, x => (height - 1) * width + x),
	};
};

test('lines join: what leaves one cell enters the next at the same pixels', () => {
	for (const font of fonts) {
		const rows = [
			'┌─┬┐',
			'│ ││',
			'├─┼┤',
			'╰─┴╯',
			'╭─┬╮',
			'╞═╪╡',
			'┏━┳┓',
			'┃ ┃┃',
			'┣━╋┫',
			'┗━┻┛',
			'╔═╦╗',
			'╠═╬╣',
			'╚═╩╝',
			'╾╼━━',
			'┝━┿┥',
		];
		for (const row of rows) {
			const cells = [...row].map(character => edges(character, font));
			for (let x = 1; x < cells.length; x++) {
				const [before, here] = [cells[x - 1], cells[x]];
				if (row[x - 1] === ' ' || row[x] === ' ' || '│┃'.includes(row[x] as string)) continue;
				expect(before?.right, `${row} at ${x}, ${font.cell.fontSize} px`).toEqual(here?.left);
				expect(here?.left.length).toBeGreaterThan(0);
			}
		}
		for (const column of ['┌│├╰', '┬│┼┴', '╭│┼╯', '╔║╠╚', '╦║╬╩', '┏┃┣┗', '╥║╫╨', '╓║╟╙', '╽┃┃╿']) {
			const cells = [...column].map(character => edges(character, font));
			for (let y = 1; y < cells.length; y++) {
				expect(cells[y - 1]?.bottom, `${column} at ${y}, ${font.cell.fontSize} px`).toEqual(cells[y]?.top);
			}
		}
	}
});

test('a line reaches exactly the edges its arms point to', () => {
	const arms = {
		'─': '1010',
		'│': '0101',
		'┌': '0011',
		'┐': '1001',
		'└': '0110',
		'┘': '1100',
		'├': '0111',
		'┤': '1101',
		'┬': '1011',
		'┴': '1110',
		'┼': '1111',
		'╬': '1111',
		'╦': '1011',
		'╩': '1110',
		'╠': '0111',
		'╣': '1101',
		'╴': '1000',
		'╵': '0100',
		'╶': '0010',
		'╷': '0001',
		'╭': '0011',
		'╮': '1001',
		'╯': '1100',
		'╰': '0110',
	};
	for (const font of fonts) {
		for (const [character, wanted] of Object.entries(arms)) {
			const {left, top, right, bottom} = edges(character, font);
			const found = [left, top, right, bottom].map(pixels => (pixels.length > 0 ? 1 : 0)).join('');
			expect(found, `${character} at ${font.cell.fontSize} px`).toBe(wanted);
		}
	}
});

test('double lines leave their middle open, heavy lines are heavier than light ones', () => {
	for (const {cell, mask} of fonts) {
		const ink = (character: string) =>
			mask(character.codePointAt(0) as number, false).reduce((sum, alpha) => sum + alpha, 0);
		const cross = mask(0x256c, false);
		expect(cross[Math.floor(cell.height / 2) * cell.width + Math.floor((cell.width - 1) / 2)]).toBe(0);
		expect(ink('━')).toBeGreaterThan(ink('─'));
		expect(ink('┄')).toBeLessThan(ink('─'));
		expect(ink('┈')).toBeGreaterThan(0);
	}
});

test('blocks fill their part of the cell to the pixel, and the parts add up', () => {
	for (const {cell, mask} of fonts) {
		const sum = (...characters: string[]) =>
			mask(0x20, false).map((_, index) =>
				Math.min(
					15,
					characters.reduce((total, each) => total + (mask(each.codePointAt(0) as number, false)[index] ?? 0), 0),
				),
			);
		const full = mask(0x2588, false);
		expect(full.every(alpha => alpha === 15)).toBe(true);
		expect(sum('▀', '▄')).toEqual(full);
		expect(sum('▌', '▐')).toEqual(full);
		expect(sum('▖', '▗', '▘', '▝')).toEqual(full);
		expect(sum('▙', '▝')).toEqual(full);
		expect(sum('▞', '▚')).toEqual(full);
		expect(sum('▛', '▗')).toEqual(full);
		expect(sum('▜', '▖')).toEqual(full);
		expect(sum('▟', '▘')).toEqual(full);
		const heights = [...'▁▂▃▄▅▆▇█'].map(each => mask(each.codePointAt(0) as number, false).filter(Boolean).length);
		expect(heights).toEqual(heights.toSorted((a, b) => a - b));
		expect(new Set(heights).size).toBe(8);
		expect(heights[3]).toBe((cell.width * cell.height) / 2);
		const shade = [...'░▒▓█'].map(each => mask(each.codePointAt(0) as number, false)[0]);
		expect(shade).toEqual(shade.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
		expect(new Set(shade).size).toBe(4);
	}
});

test('braille has a dot for each bit', () => {
	const cell = {width: 18, height: 36};
	const ink = (pattern: number) => (drawnGlyph(0x2800 + pattern, cell) ?? new Uint8Array()).filter(Boolean).length;
	for (let pattern = 0; pattern < 256; pattern++) {
		const dots = pattern.toString(2).replaceAll('0', '').length;
		expect(ink(pattern)).toBe(dots * ink(1));
	}
});

test('every character that the screen uses has a glyph of its own, in both weights', () => {
	const used = '█▇·✗┄╳▒░─┤◇✓●○◐▶!…→←↑↓␣━┈×≤≥—–“”‘’•│╭╮╰╯├┬┴┼▸▾◆';
	for (const {mask} of fonts) {
		for (const bold of [false, true]) {
			const missing = mask(0x10fffd, bold);
			for (const character of `${used}${String.fromCharCode(...Array.from({length: 94}, (_, n) => n + 33))}äöüßéñ`) {
				const glyph = mask(character.codePointAt(0) as number, bold);
				expect(glyph.some(Boolean), character).toBe(true);
				expect(Buffer.compare(glyph, missing), character).not.toBe(0);
			}
		}
	}
});

test('letters are where letters belong: on the base line, upright, bold ones heavier', () => {
	for (const {cell, mask} of fonts) {
		const rowsOf = (character: string, bold = false) => {
			const alpha = mask(character.codePointAt(0) as number, bold);
			return Array.from({length: cell.height}, (_, y) => alpha.subarray(y * cell.width, (y + 1) * cell.width)).flatMap(
				(row, y) => (row.some(value => value >= 8) ? [y] : []),
			);
		};
		for (const character of 'EHxn1') expect(rowsOf(character).at(-1), character).toBe(cell.baseline - 1);
		for (const character of 'gpqy') expect(rowsOf(character).at(-1), character).toBeGreaterThanOrEqual(cell.baseline);
		expect(rowsOf('x')[0]).toBeGreaterThan(rowsOf('H')[0] as number);
		// An L: ink at the left in all rows, at the right in the last ones only.
		const l = mask('L'.charCodeAt(0), false);
		const right = Array.from({length: cell.height}, (_, y) => l[y * cell.width + Math.round(cell.width * 0.7)] ?? 0);
		expect(right.findIndex(alpha => alpha >= 8)).toBeGreaterThan(cell.baseline - 5);
		const weight = (bold: boolean) => mask('H'.charCodeAt(0), bold).reduce((sum, alpha) => sum + alpha, 0);
		expect(weight(true)).toBeGreaterThan(weight(false) * 1.2);
	}
});

test('the baked size nearest to the wish is taken', async () => {
	const file = bakedFont();
	for (const [wish, taken] of [
		[1, 13],
		[14.5, 15],
		[19, 20],
		[500, 30],
	] as const) {
		expect((await loadFont(wish, file)).cell.fontSize).toBe(taken);
	}
});
