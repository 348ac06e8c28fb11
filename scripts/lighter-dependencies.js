import {readFile} from 'node:fs/promises';

/*
 * Dependencies that do something slow before the first frame, or again for each frame. They are changed as little as possible
 * on their way into the bundle, and never in what they return; one that no longer looks as expected fails the build rather
 * than staying slow unnoticed.
 */

/** One cell each: Latin, arrows, box drawing and blocks, and the marks that the screen consists of. */
const narrow =
	'\\u00A0-\\u00AC\\u00AE-\\u02FF\\u2010-\\u2027\\u2190-\\u2193\\u2400-\\u2426\\u2500-\\u25CF\\u2713\\u2717';

const files = [
	{
		// Yoga decodes its WebAssembly by calling `fetch` on a `data:` URL, which loads Node's whole HTTP client for it.
		file: /yoga-wasm-base64-esm\.js$/,
		changes: [['"function"!=typeof fetch', 'true']],
	},
	{
		file: /string-width[\\/]index\.js$/,
		changes: [
			// Parsing this one expression, with all sequences of emoji in it, takes longer than drawing a frame; and a single UTF-16
			// unit is such an emoji exactly if it is shown as one by default.
			[
				'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
				`let sequences;
				const rgiEmojiRegex = {
					test: segment =>
						segment.length === 1
							? /^\\p{Emoji_Presentation}$/u.test(segment)
							: (sequences ??= /^\\p{RGI_Emoji}$/v).test(segment),
				};`,
			],
			// What is quick for ASCII is quick for more.
			[
				'if (/^[\\u0020-\\u007E]*$/.test(string)) {',
				`if (/^[\\u0020-\\u007E]*$/.test(string) || (ambiguousIsNarrow && /^[\\u0020-\\u007E${narrow}]*$/.test(string))) {`,
			],
		],
	},
	{
		// Ink takes each line apart again for each frame, although most of them are the same as before.
		file: /ink[\\/]build[\\/]output\.js$/,
		changes: [
			[
				'    caches = new OutputCaches();',
				`	caches = Output.#kept();
				static #caches = new OutputCaches();
				static #kept() {
					if (Output.#caches.styledChars.size > 4096) {
						Output.#caches = new OutputCaches();
					}

					return Output.#caches;
				}`,
			],
		],
	},
	{
		// To normalize a `package.json` that needs none, meow sorts the names of all licences.
		file: /meow[\\/]build[\\/]dependencies\.js$/,
		changes: [['var normalizeExports = requireNormalize();', 'var normalizeExports = () => {};']],
	},
];

/** The esbuild plugin that makes these changes. */
export const lighterDependencies = {
	name: 'lighter-dependencies',
	setup(build) {
		for (const {file, changes} of files) {
			build.onLoad({filter: file}, async ({path}) => {
				let contents = await readFile(path, 'utf8');
				for (const [from, to] of changes) {
					if (!contents.includes(from)) {
						throw new Error(`${path} has changed: look again at what is slow in it (${from})`);
					}

					contents = contents.replaceAll(from, () => to);
				}

				return {contents, loader: 'js'};
			});
		}
	},
};
