import {readFile} from 'node:fs/promises';

/*
 * Dependencies that do something slow while they are loaded, before the first frame. Each is changed as little as possible on
 * its way into the bundle; one that no longer looks as expected fails the build rather than staying slow unnoticed.
 */

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
		file: /string-width[\\/]index\.js$/,
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
		for (const {file, from, to} of changes) {
			build.onLoad({filter: file}, async ({path}) => {
				const source = await readFile(path, 'utf8');
				if (!source.includes(from)) {
					throw new Error(`${path} has changed: look again at what it does while it loads`);
				}

				return {contents: source.replaceAll(from, to), loader: 'js'};
			});
		}
	},
};
