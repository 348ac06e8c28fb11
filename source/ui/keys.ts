import type {Key} from 'ink';
import {graphemes} from './text/width.js';

/** Names of the keys that are no character of their own. */
export type NamedKey =
	| 'up'
	| 'down'
	| 'left'
	| 'right'
	| 'pageup'
	| 'pagedown'
	| 'home'
	| 'end'
	| 'enter'
	| 'escape'
	| 'tab'
	| 'shift-tab'
	| 'space'
	| 'ctrl-c'
	| 'backspace'
	| 'shift-left'
	| 'shift-right';

/** A key as the key table names it: a character or a named key. */
export type KeyName = NamedKey | (string & {});

const characters: Readonly<Record<string, NamedKey>> = {
	' ': 'space',
	'\r': 'enter',
	'\n': 'enter',
	'\t': 'tab',
	'\u0003': 'ctrl-c',
};

/**
 * The keys of one chunk of input, in order: a terminal may deliver several at once (`jj`, `k\r`).
 *
 * @param input What Ink passes on: text, or nothing for a named key.
 * @param key Which named key it was, and the modifiers.
 */
export function keysOf(input: string, key: Partial<Key>): KeyName[] {
	const named = namedKey(key);
	if (named !== undefined) {
		return [named];
	}

	if (key.ctrl) {
		return input === 'c' ? ['ctrl-c'] : [];
	}

	return key.meta ? [] : graphemes(input).map(grapheme => characters[grapheme] ?? grapheme);
}

function namedKey(key: Partial<Key>): NamedKey | undefined {
	if (key.leftArrow) {
		return key.shift || key.ctrl ? 'shift-left' : 'left';
	}

	if (key.rightArrow) {
		return key.shift || key.ctrl ? 'shift-right' : 'right';
	}

	if (key.tab) {
		return key.shift ? 'shift-tab' : 'tab';
	}

	if (key.upArrow) {
		return 'up';
	}

	if (key.downArrow) {
		return 'down';
	}

	if (key.pageUp) {
		return 'pageup';
	}

	if (key.pageDown) {
		return 'pagedown';
	}

	if (key.home) {
		return 'home';
	}

	if (key.end) {
		return 'end';
	}

	if (key.backspace || key.delete) {
		return 'backspace';
	}

	if (key.return) {
		return 'enter';
	}

	return key.escape ? 'escape' : undefined;
}
