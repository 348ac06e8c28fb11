import {graphemes, widthOf} from './width.js';

/** Each of our glyphs has a twin of the same width, so that nothing moves in ASCII. */
const twins: Readonly<Record<string, string>> = {
	'█': '#',
	'▇': '=',
	'✓': 'v',
	'◇': 'o',
	'·': '.',
	'✗': 'x',
	'┄': '-',
	'╳': 'X',
	'▒': '%',
	'░': ':',
	'─': '-',
	'┤': ']',
	'━': '=',
	'┈': '.',
	'●': '*',
	'○': 'o',
	'◌': '.',
	'‖': '|',
	'▶': '>',
	'▸': '>',
	'›': '>',
	'▓': '&',
	'╌': '-',
	'→': '>',
	'←': '<',
	'↑': '^',
	'↓': 'v',
	'…': '~',
	'×': 'x',
	'÷': '/',
	'½': '-',
	'╷': '|',
	'│': '|',
	'┆': '|',
	'╎': '|',
	'▏': '|',
	'├': '+',
	'└': '`',
	'┬': '+',
	'┴': '+',
	'▾': 'v',
	'␣': '_',
	'’': "'",
	'‘': "'",
	'“': '"',
	'”': '"',
	'–': '-',
	'—': '-',
	'≥': '>',
	'≤': '<',
};

const printableAscii = /^[\x20-\x7E]*$/;

/** The text with nothing but printable ASCII, as wide as before. */
export function asciiOnly(text: string): string {
	if (printableAscii.test(text)) {
		return text;
	}

	return graphemes(text)
		.map(grapheme => (printableAscii.test(grapheme) ? grapheme : (twins[grapheme] ?? '?'.repeat(widthOf(grapheme)))))
		.join('');
}
