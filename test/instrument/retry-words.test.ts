import {Constant, Exponential, Linear, Never} from '@resonatehq/sdk';
import {expect, test} from 'vitest';
import {retryWords} from '../../source/instrument/retry-words.js';

test.each([
	[new Exponential(), 'exponential: 2 s, 4 s, 8 s …, at most 30 s'],
	[
		new Exponential({delay: 50, factor: 3, maxRetries: 2}),
		'exponential: 150 ms, 450 ms, at most 30 s, 2 retries at most',
	],
	[new Linear({delay: 1500}), 'linear: 1.5 s, 3 s, 4.5 s …'],
	[new Constant({delay: 1000}), 'constant: 1 s each time'],
	[new Never(), 'never'],
])('the SDK’s own policies in words: %#', (policy, words) => {
	expect(retryWords(policy)).toBe(words);
});
