/** What a terminal sends for the keys that have a name. */
const bytes = {
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	left: '\u001B[D',
	'shift-right': '\u001B[1;2C',
	'shift-left': '\u001B[1;2D',
	pageup: '\u001B[5~',
	pagedown: '\u001B[6~',
	home: '\u001B[H',
	end: '\u001B[F',
	enter: '\r',
	escape: '\u001B',
	tab: '\t',
	'shift-tab': '\u001B[Z',
	space: ' ',
	'ctrl-c': '\u0003',
} as const;

/** Other names that people try. */
const aliases: Readonly<Record<string, keyof typeof bytes>> = {
	esc: 'escape',
	return: 'enter',
	pgup: 'pageup',
	pgdn: 'pagedown',
	'page-up': 'pageup',
	'page-down': 'pagedown',
	'ctrl+c': 'ctrl-c',
	'shift+tab': 'shift-tab',
	'shift+left': 'shift-left',
	'shift+right': 'shift-right',
};

/** The names of the keys that are no character. */
export const keyNames: readonly string[] = Object.keys(bytes);

const names = new Map<string, string>(Object.entries(bytes).map(([name, sent]) => [sent, name]));
/** The other ways in which terminals send the same keys. */
for (const [name, ...others] of [
	['home', '\u001BOH', '\u001B[1~'],
	['end', '\u001BOF', '\u001B[4~'],
	['up', '\u001BOA'],
	['down', '\u001BOB'],
	['right', '\u001BOC'],
	['left', '\u001BOD'],
	['enter', '\n'],
] as const) {
	for (const other of others) {
		names.set(other, name);
	}
}

const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** The characters of a text as people count them. */
export function charactersOf(text: string): string[] {
	return Array.from(graphemes.segment(text), ({segment}) => segment);
}

/** The key of that name: a character, or a name such as `left`; undefined when there is none. */
export function keyNamed(text: string): string | undefined {
	if (text === ' ') {
		return 'space';
	}

	const name = text.toLowerCase();
	if (Object.hasOwn(bytes, name)) {
		return name;
	}

	return charactersOf(text).length === 1 ? text : Object.hasOwn(aliases, name) ? aliases[name] : undefined;
}

/** What a terminal sends for a key. */
export function bytesOf(key: string): string {
	return Object.hasOwn(bytes, key) ? bytes[key as keyof typeof bytes] : key;
}

/** The keys in a chunk of input, by their names; sequences that are no key of this program are left out. */
export function keysIn(chunk: string): string[] {
	const parts = chunk.match(/\u001B(?:\[[0-?]*[ -/]*[@-~]|O[A-Z])|[^\u001B]+|\u001B/g) ?? [];
	return parts.flatMap(part => {
		const name = names.get(part);
		if (name !== undefined) {
			return [name];
		}

		return part.startsWith('\u001B')
			? []
			: charactersOf(part).flatMap(
					character => names.get(character) ?? (/^[\u0000-\u001F\u007F]/.test(character) ? [] : [character]),
				);
	});
}
