import {build} from 'esbuild';
import {expect, test} from 'vitest';

/** The files of ours and the packages that are loaded before any command is chosen, or with one. */
const closureOf = async (entry: string): Promise<readonly string[]> => {
	const {metafile} = await build({
		entryPoints: [entry],
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		jsx: 'automatic',
		outdir: 'nowhere',
		write: false,
		metafile: true,
		external: ['@resonatehq/sdk', 'react-devtools-core'],
		logLevel: 'silent',
	});
	const seen = new Set<string>();
	const visit = (file: string): void => {
		const output = metafile.outputs[file];
		if (!output || seen.has(file)) return;
		seen.add(file);
		for (const {path, kind} of output.imports) {
			if (kind === 'import-statement') visit(path);
		}
	};

	visit(Object.entries(metafile.outputs).find(([, {entryPoint}]) => entryPoint === entry)?.[0] ?? '');
	const files = [...seen].flatMap(file => Object.keys(metafile.outputs[file]?.inputs ?? {}));
	const external = [...seen].flatMap(file =>
		(metafile.outputs[file]?.imports ?? []).flatMap(({path, kind, external: isOther}) =>
			isOther && kind === 'import-statement' ? [path] : [],
		),
	);
	expect(files).toContain(entry);
	return [...files, ...external];
};

const heavy = [/@xterm/, /recording\/gif\/(?!theme)/, /text-screen/, /@resonatehq\/sdk/, /source\/engine\/(?!log)/];

test('what every start loads is little: no recorder, no terminal, no engine, no screen', async () => {
	const files = await closureOf('source/main.ts');
	for (const pattern of [
		...heavy,
		/node_modules\/ink\//,
		/node_modules\/react/,
		/source\/recording\//,
		/source\/script\//,
	]) {
		expect(files.filter(file => pattern.test(file))).toEqual([]);
	}
});

test('a screen that is not recorded, and a journal, load no recorder, no terminal and no engine', async () => {
	for (const entry of ['source/commands/screen.ts', 'source/commands/plain.ts', 'source/commands/open-journal.ts']) {
		const files = await closureOf(entry);
		for (const pattern of [...heavy, /source\/recording\/recorders\//]) {
			expect(files.filter(file => pattern.test(file))).toEqual([]);
		}
	}
});

test('a recording loads the encoder of gifs only when there is a gif to encode', async () => {
	const files = await closureOf('source/commands/studio.ts');
	for (const pattern of heavy) {
		expect(files.filter(file => pattern.test(file))).toEqual([]);
	}
});
