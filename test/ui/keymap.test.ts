import {describe, expect, test} from 'vitest';
import {actionOf, keyTable} from '../../source/ui/keymap.js';
import {keysOf} from '../../source/ui/keys.js';
import {footer} from '../../source/ui/panels/footer.js';
import {help} from '../../source/ui/panels/help.js';
import {lineWidth, textOf} from '../../source/ui/text/line.js';

describe('key table', () => {
	test('no key means two things, and no rank is given twice', () => {
		const keys = keyTable.flatMap(binding => binding.keys.map(([key]) => key));
		expect(new Set(keys).size).toBe(keys.length);
		expect(new Set(keyTable.map(({rank}) => rank)).size).toBe(keyTable.length);
	});

	test.each([
		['c', 'crash'],
		['k', 'kill'],
		['z', 'freeze'],
		['x', 'cut'],
		['f', 'arm'],
		['s', 'halve'],
		['S', 'wake'],
		['d', 'join'],
		['r', 'restart'],
		['+', 'slower'],
		['-', 'faster'],
		['space', 'pause'],
		['left', 'back'],
		['end', 'last'],
		['tab', 'next-workflow'],
		['2', 'workflow'],
		['enter', 'enter'],
		['[', 'zoom-out'],
		['0', 'zoom-fit'],
		['?', 'help'],
		['q', 'quit'],
		['ctrl-c', 'quit'],
	])('%s is %s', (key, action) => {
		expect(actionOf(key)).toBe(action);
	});

	test('an unknown key means nothing', () => {
		expect(actionOf('y')).toBeUndefined();
	});
});

describe('footer', () => {
	test('holds the most important keys at any width, and all of them where there is room', () => {
		for (let width = 60; width <= 250; width++) {
			const text = textOf(footer(width, null));
			expect(lineWidth(footer(width, null))).toBe(width);
			for (const word of ['c crash', 'k kill', '? help', 'q quit']) {
				expect(text).toContain(word);
			}
		}

		const wide = textOf(footer(250, null));
		for (const {footer: word} of keyTable) {
			expect(wide).toContain(word ?? '');
		}
	});

	test('tells the keys of what is open', () => {
		expect(textOf(footer(80, {kind: 'help', scroll: 0}))).toContain('esc back');
		expect(textOf(footer(80, {kind: 'chooser', fault: 'kill', placement: 'before'}))).toContain('enter arm it');
	});
});

describe('help', () => {
	test('names every key, and every failure mode of the two documents', () => {
		const text = help({width: 100, rows: 400, scroll: 0})
			.map(line => textOf(line))
			.join('\n');
		for (const {shown, does} of keyTable) {
			expect(text).toContain(` ${shown} `);
			expect(text).toContain(does.split(' ').slice(0, 5).join(' '));
		}

		expect(text.match(/^ {2}[1-9] +(mutex|session): /gm)).toHaveLength(9);
	});

	test('scrolls to its end and not further', () => {
		const end = help({width: 80, rows: 20, scroll: 9999}).map(line => textOf(line));
		expect(end).toHaveLength(20);
		expect(end[0]).toContain('the end');
		expect(end.at(-1)?.trim()).not.toBe('');
		expect(textOf(help({width: 80, rows: 20, scroll: 0})[0] ?? [])).toMatch(/↓ \d+ more lines/);
	});
});

describe('keys', () => {
	test('several keys in one chunk are several keys', () => {
		expect(keysOf('jj', {})).toEqual(['j', 'j']);
		expect(keysOf('k\r', {})).toEqual(['k', 'enter']);
		expect(keysOf(' \t', {})).toEqual(['space', 'tab']);
	});

	test('named keys, with their modifiers', () => {
		expect(keysOf('', {upArrow: true})).toEqual(['up']);
		expect(keysOf('', {leftArrow: true, shift: true})).toEqual(['shift-left']);
		expect(keysOf('', {tab: true, shift: true})).toEqual(['shift-tab']);
		expect(keysOf('\r', {return: true})).toEqual(['enter']);
		expect(keysOf('c', {ctrl: true})).toEqual(['ctrl-c']);
		expect(keysOf('k', {ctrl: true})).toEqual([]);
		expect(keysOf('k', {meta: true})).toEqual([]);
		expect(keysOf('', {escape: true})).toEqual(['escape']);
	});
});
