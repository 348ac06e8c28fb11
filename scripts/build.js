import {execFileSync} from 'node:child_process';
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {context} from 'esbuild';
import {bakeFont} from './bake-font.js';
import {licensesOf} from './licenses.js';
import {lighterDependencies} from './lighter-dependencies.js';

/*
 * Makes `dist`: the command line as one production bundle (with parts that most runs never need split off), and beside it what
 * worker processes load. The SDK is not bundled: it stays the one that the user has.
 */

const shared = {
	bundle: true,
	platform: 'node',
	format: 'esm',
	target: 'node22.15',
	external: ['@resonatehq/sdk', '@resonatehq/sdk/*'],
	define: {'process.env.NODE_ENV': '"production"'},
	logLevel: 'warning',
	legalComments: 'none',
	metafile: true,
};

/** Ink asks for the devtools only in development; its import is static all the same. */
const noDevtools = {
	name: 'no-devtools',
	setup(build) {
		build.onResolve({filter: /^react-devtools-core$/}, () => ({path: 'react-devtools-core', namespace: 'empty'}));
		build.onLoad({filter: /.*/, namespace: 'empty'}, () => ({contents: 'export default {}'}));
	},
};

/** Ink's cursor comes back at the end by a sequence on stderr, which may be somebody's file. */
const quietCursor = {
	name: 'quiet-cursor',
	setup(build) {
		build.onLoad({filter: /node_modules\/restore-cursor\/index\.js$/}, async ({path}) => {
			const original = await readFile(path, 'utf8');
			const contents = original.replace('process.stderr.write(', 'process.stderr.isTTY && process.stderr.write(');
			return contents === original ? {errors: [{text: 'restore-cursor is not what it was'}]} : {contents};
		});
	},
};

const cli = {
	...shared,
	entryPoints: {cli: 'source/cli.ts'},
	outdir: 'dist',
	splitting: true,
	chunkNames: '[name]-[hash]',
	minify: true,
	jsx: 'automatic',
	plugins: [noDevtools, lighterDependencies, quietCursor],
	banner: {
		js: "import {createRequire as createRequireOfBundle} from 'node:module'; const require = createRequireOfBundle(import.meta.url);",
	},
};

const processes = {
	...shared,
	entryPoints: {
		process: 'source/engine/process.ts',
		inspect: 'source/engine/inspect.ts',
		attach: 'source/engine/attach.ts',
		index: 'source/index.ts',
		'scenarios/mutex': 'source/scenarios/mutex.ts',
		'scenarios/session': 'source/scenarios/session.ts',
	},
	outdir: 'dist',
	sourcemap: true,
};

const font = path.join('dist', 'font.bin');
const types = path.join('dist', 'types');
const licenses = path.join('dist', 'THIRD-PARTY-LICENSES.txt');
await mkdir('dist', {recursive: true});
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json'], {stdio: 'inherit'});
await bakeFont(font);
const contexts = await Promise.all([context(cli), context(processes)]);
if (process.argv.includes('--watch')) {
	await Promise.all(contexts.map(each => each.watch()));
} else {
	const results = await Promise.all(contexts.map(each => each.rebuild()));
	await Promise.all(contexts.map(each => each.dispose()));
	const metafiles = results.map(({metafile}) => metafile);
	await writeFile(licenses, await licensesOf(metafiles, ['node_modules/dejavu-fonts-ttf']));
	await removeAllBut([font, licenses, ...metafiles.flatMap(({outputs}) => Object.keys(outputs))]);
}

/** What an earlier build left goes last, so that there is a whole program at all times. */
async function removeAllBut(files) {
	const kept = new Set(files.map(file => path.resolve(file)));
	for (const entry of await readdir('dist', {recursive: true, withFileTypes: true})) {
		const file = path.resolve(entry.parentPath, entry.name);
		if (entry.isFile() && !kept.has(file) && !file.startsWith(path.resolve(types))) {
			await rm(file, {force: true});
		}
	}
}
