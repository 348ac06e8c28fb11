import {readFile} from 'node:fs/promises';

/*
 * Dependencies that do something slow while they are loaded, before the first frame. Each is changed as little as possible on
 * its way into the bundle; one that no longer looks as expected fails the build rather than staying slow unnoticed.
 */

const stringWidth = /string-width[\\/]index\.js$/;

const changes = [
	{
		// Yoga decodes its WebAssembly by calling `fetch` on a `data:` URL, which loads Node's whole HTTP client for it.
		file: /yoga-wasm-base64-esm\.js$/,
		from: '"function"!=typeof fetch',
		to: 'true',
	},
	{
		// Parsing this one expression, with all sequences of emoji in it, takes longer than drawing a frame; and a single UTF-16
		// unit is such an emoji exactly if it is shown as one by default.
		file: stringWidth,
		from: 'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
		to: `
			let sequences;
			const rgiEmojiRegex = {
				test: segment =>
					segment.length === 1
						? /^\\p{Emoji_Presentation}$/u.test(segment)
						: (sequences ??= /^\\p{RGI_Emoji}$/v).test(segment),
			};`,
	},
	{
		// The same in its version 9.
		file: stringWidth,
		from: 'const emojiPrefixRegex = /^(?:\\p{RGI_Emoji}|\\p{Regional_Indicator}{1,2}|[\\d#*]\\u{FE0F})/v;',
		to: `
			let prefix;
			const prefixes = () => (prefix ??= /^(?:\\p{RGI_Emoji}|\\p{Regional_Indicator}{1,2}|[\\d#*]\\u{FE0F})/v);
			const emojiPrefixRegex = {test: segment => prefixes().test(segment), exec: segment => prefixes().exec(segment)};`,
	},
	{
		// To normalize a `package.json` that needs none, meow sorts the names of all licences.
		file: /meow[\\/]build[\\/]dependencies\.js$/,
		from: 'var normalizeExports = requireNormalize();',
		to: 'var normalizeExports = () => {};',
	},
];

/** The esbuild plugin that makes these changes. */
export const lighterImports = {
	name: 'lighter-imports',
	setup(build) {
		for (const file of new Set(changes.map(change => change.file))) {
			build.onLoad({filter: file}, async ({path}) => {
				const source = await readFile(path, 'utf8');
				// There are several where versions differ in what is to be changed.
				const change = changes.find(({file: of, from}) => of === file && source.includes(from));
				if (change === undefined) {
					throw new Error(`${path} has changed: look again at what it does while it loads`);
				}

				return {contents: source.replaceAll(change.from, change.to), loader: 'js'};
			});
		}
	},
};
