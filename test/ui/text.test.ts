import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {asciiOnly} from '../../source/ui/text/ascii.js';
import {clip, ends, fill, joined, type Line, lineWidth, rule, span, textOf} from '../../source/ui/text/line.js';
import {clock, count, duration} from '../../source/ui/text/units.js';
import {visible} from '../../source/ui/text/visible.js';
import {cut, cutMiddle, graphemes, headOf, padLeft, padTo, widthOf, wrapWords} from '../../source/ui/text/width.js';

const anyText = fc.oneof(
	fc.string(),
	fc.string({unit: 'grapheme'}),
	fc.string({unit: fc.constantFrom('a', ' ', '漢', '👩‍🚀', 'é', '\u001B[31m', '\n', '\u202E', '…', '█')}),
);
const anyLine: fc.Arbitrary<Line> = fc.array(
	anyText.map(text => span(text)),
	{maxLength: 6},
);
const anyWidth = fc.integer({min: 0, max: 40});

describe('width', () => {
	test('our own glyphs and box drawing take one cell each, as string-width says', () => {
		for (const glyph of '█▇✓◇·✗┄╳▒░▓─┤━┈╌●○‖▶▸›→←↑↓…×') {
			expect([glyph, widthOf(glyph), stringWidth(glyph)]).toEqual([glyph, 1, 1]);
		}
	});

	test('is what string-width says for any text', () => {
		fc.assert(fc.property(anyText.map(visible), text => widthOf(text) === stringWidth(text)));
	});

	test('a text is cut before a wide character that does not fit, and an ellipsis says so', () => {
		expect(headOf('漢字', 3)).toBe('漢');
		expect(cut('漢字漢', 5)).toBe('漢字…');
		expect(cut('worker', 6)).toBe('worker');
		expect(cut('worker-A', 6)).toBe('worke…');
		expect(cut('x', 0)).toBe('');
	});

	test('a name is cut in its middle, so that its end still tells it from others', () => {
		expect(cutMiddle('resizeImage picture-17.png', 16)).toBe('resizeIm…-17.png');
		expect(cutMiddle('short', 16)).toBe('short');
		expect(widthOf(cutMiddle('売上の計算 売上の計算 17', 12))).toBeLessThanOrEqual(12);
	});

	test('padding ends at the cell that was asked for', () => {
		fc.assert(
			fc.property(anyText, anyWidth, (text, cells) => {
				expect(widthOf(padTo(text, cells))).toBe(cells);
				expect(widthOf(padLeft(text, cells))).toBe(cells);
			}),
		);
	});

	test('words are wrapped within the width, and none is lost', () => {
		expect(wrapWords('one two three', 7)).toEqual(['one two', 'three']);
		expect(wrapWords('', 7)).toEqual([]);
		expect(wrapWords('incomprehensible', 6)).toEqual(['incom…']);
	});

	test('two keys in a chunk are two graphemes, a composed one is one', () => {
		expect(graphemes('jj')).toEqual(['j', 'j']);
		expect(graphemes('é👩‍🚀')).toEqual(['é', '👩‍🚀']);
	});
});

describe('line', () => {
	test('fill makes any line exactly as wide as asked, clip never wider', () => {
		fc.assert(
			fc.property(anyLine, anyWidth, (line, cells) => {
				expect(lineWidth(fill(line, cells))).toBe(cells);
				expect(lineWidth(clip(line, cells))).toBeLessThanOrEqual(cells);
			}),
		);
	});

	test('what is on the left gives way to what is on the right', () => {
		expect(textOf(ends([span('a long beginning')], [span('end')], 10))).toBe('a long…end');
		fc.assert(
			fc.property(anyLine, anyLine, anyWidth, (left, right, cells) => {
				expect(lineWidth(ends(left, right, cells))).toBe(cells);
			}),
		);
	});

	test('a rule fills what its title and its end leave', () => {
		expect(textOf(rule([span(' log')], 12, [span('x')]))).toBe(' log ───── x');
		fc.assert(
			fc.property(anyLine, anyLine, anyWidth, (title, end, cells) => {
				expect(lineWidth(rule(title, cells, end))).toBe(cells);
			}),
		);
	});

	test('joined keeps whole parts only', () => {
		const parts = ['one', 'two', 'three'].map((text): Line => [span(text)]);
		expect(textOf(joined(parts, span(', '), 10))).toBe('one, two');
		expect(textOf(joined(parts, span(', '), 2))).toBe('');
	});

	test('an ellipsis says that a following span was cut off', () => {
		expect(textOf(clip([span('abc'), span('def')], 3))).toBe('ab…');
		expect(textOf(clip([span('abc'), span('')], 3))).toBe('abc');
	});
});

describe('harmless text', () => {
	test('escape sequences, line breaks and marks of direction never reach the screen', () => {
		expect(visible('\u001B[2Jred\u001B[31m')).toBe('red');
		expect(visible('\u001B]0;title\u0007x')).toBe('x');
		expect(visible('a\nb\tc')).toBe('a b c');
		expect(visible('a\u202Eb')).toBe('a b');
		expect(visible('👩‍🚀')).toBe('👩‍🚀');
	});

	test('no span holds a control character, whatever it is made of', () => {
		fc.assert(
			fc.property(anyText, text => {
				expect(span(text).text).not.toMatch(/\p{Cc}/u);
			}),
		);
	});

	test('ASCII mode keeps the width and prints nothing else', () => {
		fc.assert(
			fc.property(anyText.map(visible), text => {
				expect(asciiOnly(text)).toMatch(/^[\x20-\x7E]*$/);
				expect(asciiOnly(text)).toHaveLength(widthOf(text));
			}),
		);
		expect(asciiOnly('█▇✓◇·✗┄╳▒░─┤!')).toBe('#=vo.x-X%:-]!');
	});
});

describe('units', () => {
	test('durations keep to what matters', () => {
		expect([0, 1449, 12_340, 99_900, 125_000, 7_800_000, 200_000_000].map(duration)).toEqual([
			'0.0 s',
			'1.4 s',
			'12.3 s',
			'99.9 s',
			'2 min 05 s',
			'2 h 10 min',
			'55 h 33 min',
		]);
		expect(duration(-5)).toBe('0.0 s');
	});

	test('a clock shows milliseconds, a count its plural', () => {
		expect(clock(new Date(2024, 0, 2, 3, 4, 5, 6).getTime())).toBe('03:04:05.006');
		expect([count(1, 'kill'), count(2, 'kill'), count(0, 'kill')]).toEqual(['1 kill', '2 kills', '0 kills']);
	});
});
