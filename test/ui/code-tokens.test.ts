import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Inside, tokensOf} from '../../source/ui/code-tokens.js';

const kindsOf = (line: string, inside?: Inside) =>
	tokensOf(line, inside).tokens.flatMap(({text, kind}) => (text.trim() === '' ? [] : [[text.trim(), kind]]));

describe('tokens', () => {
	test('of a line as workflows have them', () => {
		expect(kindsOf("const result = yield* ctx.run(step, 'a', 12); // done")).toEqual([
			['const', 'keyword'],
			['result', 'plain'],
			['=', 'plain'],
			['yield', 'keyword'],
			['*', 'plain'],
			['ctx.run', 'durable'],
			['(', 'plain'],
			['step', 'plain'],
			[',', 'plain'],
			["'a'", 'string'],
			[',', 'plain'],
			['12', 'number'],
			[');', 'plain'],
			['// done', 'comment'],
		]);
	});

	test('comments and templates reach over line ends', () => {
		const first = tokensOf('a /* begins');
		expect(first.inside).toBe('comment');
		expect(kindsOf('goes on', first.inside)).toEqual([['goes on', 'comment']]);
		expect(kindsOf('ends */ return', 'comment')).toEqual([
			['ends */', 'comment'],
			['return', 'keyword'],
		]);
		const template = tokensOf('const text = `one');
		expect(template.inside).toBe('template');
		expect(kindsOf('two` + x', 'template')[0]).toEqual(['two`', 'string']);
		expect(tokensOf('`one`').inside).toBe('code');
		expect(tokensOf('"/*"').inside).toBe('code');
		expect(tokensOf('/** one line */').inside).toBe('code');
	});

	test('lose no character, whatever the line', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.string(), fc.string({unit: fc.constantFrom('`', '/', '*', '"', "'", '\\', 'a', '1', ' ', 'é')})),
				fc.constantFrom<Inside>('code', 'comment', 'template'),
				(line, inside) => {
					const {tokens} = tokensOf(line, inside);
					expect(tokens.map(({text}) => text).join('')).toBe(line);
				},
			),
		);
	});
});
