import fc from 'fast-check';
import {expect, it} from 'vitest';
import {plainText} from '../../source/model/plain-text.js';

it('keeps what people write', () => {
	for (const text of ['worker-A', 'naïve café', '支払い', '🙂 ok', 'a → b', '']) expect(plainText(text)).toBe(text);
});

it('removes escape sequences as a whole', () => {
	expect(plainText('\u001b[31mred\u001b[0m')).toBe('red');
	expect(plainText('\u001b]8;;http://x\u0007link\u001b]8;;\u001b\\')).toBe('link');
	expect(plainText('a\u001bPq...\u001b\\b')).toBe('ab');
	expect(plainText('\u009b2Jx')).toBe('x');
	expect(plainText('one\r\n\ttwo')).toBe('one two');
	expect(plainText('pay\u202egpj.exe')).toBe('paygpj.exe');
});

it('never lets a control character through', () => {
	const piece = fc.oneof(
		fc.string(),
		fc.constantFrom('\u001b', '[', ']', '\u0007', '\u009b', '\u0090', '\\', ';', 'm', '\n'),
	);
	fc.assert(
		fc.property(fc.array(piece), pieces => {
			expect(plainText(pieces.join(''))).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/);
		}),
	);
});
