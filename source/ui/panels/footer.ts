import {type Binding, keyTable} from '../keymap.js';
import {fill, type Line, lineWidth, span, strong} from '../text/line.js';
import type {Overlay} from '../view-state.js';

/** Keys that mean something else, or anything at all, while an overlay is open. */
const overlayKeys: Readonly<Record<Overlay['kind'], ReadonlyArray<readonly [key: string, word: string]>>> = {
	help: [
		['↑↓', 'scroll'],
		['t', 'guided examples'],
		['esc', 'back'],
		['q', 'quit'],
	],
	inspector: [
		['↑↓', 'another lane'],
		['PgUp PgDn', 'scroll'],
		['←→', 'step'],
		['esc', 'back'],
		['q', 'quit'],
	],
	guarantees: [
		['↑↓', 'choose'],
		['enter', 'jump to the evidence'],
		['←→', 'step'],
		['esc', 'back'],
		['q', 'quit'],
	],
	tour: [
		['↑↓', 'choose'],
		['enter', 'open it'],
		['esc', 'back'],
		['q', 'quit'],
	],
	prompt: [
		['↑↓', 'choose, or type a value'],
		['enter', 'settle the promise with it'],
		['esc', 'never mind'],
	],
	chooser: [
		['↑↓', 'fault'],
		['←→', 'where'],
		['enter', 'arm it'],
		['esc', 'never mind'],
	],
};

/** The row of keys at the bottom: as many as fit, the most important ones first to stay, in the table's order. */
export function footer(width: number, overlay: Overlay | null): Line {
	if (overlay !== null) {
		return fill([span(' '), ...spaced(overlayKeys[overlay.kind].map(([key, word]) => hint(key, word)))], width);
	}

	const kept: Binding[] = [];
	const named = keyTable.filter(binding => binding.footer !== undefined);
	for (const binding of [...named].sort((a, b) => a.rank - b.rank)) {
		if (lineWidth(inOrder([...kept, binding])) + 2 > width) {
			break;
		}

		kept.push(binding);
	}

	return fill([span(' '), ...inOrder(kept)], width);
}

function inOrder(bindings: readonly Binding[]): Line {
	return spaced(
		keyTable
			.filter(binding => bindings.includes(binding))
			.map(binding => hint(binding.brief ?? binding.shown, binding.footer ?? '')),
	);
}

function hint(key: string, word: string): Line {
	return [strong(key), span(` ${word}`, 'muted')];
}

function spaced(hints: readonly Line[]): Line {
	return hints.flatMap((line, index) => (index === 0 ? line : [span('  '), ...line]));
}
