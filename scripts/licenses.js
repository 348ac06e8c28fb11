import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';

/*
 * What other people wrote and the bundle contains comes with its licences: their texts, once each, with the packages they are
 * for. The baked font is such a part too.
 */

const licenseFile = /^(licen[cs]e|copying|notice)/i;

/**
 * @param {import('esbuild').Metafile[]} metafiles What was bundled.
 * @param {string[]} folders Packages that are in the build in another way, as folders.
 * @returns {Promise<string>} The text of the file that goes with the build.
 * @throws When a package says nothing about its licence.
 */
export async function licensesOf(metafiles, folders) {
	const bundled = metafiles.flatMap(({outputs}) =>
		Object.values(outputs).flatMap(({inputs}) =>
			Object.entries(inputs)
				.filter(([, {bytesInOutput}]) => bytesInOutput > 0)
				.flatMap(([input]) => packageFolder(input) ?? []),
		),
	);
	const packages = await Promise.all([...new Set([...bundled, ...folders])].sort().map(readPackage));
	const byText = Map.groupBy(packages, ({text}) => text);
	const parts = [...byText].map(
		([text, some]) => `${[...new Set(some.map(({title}) => title))].join('\n')}\n\n${text}\n`,
	);
	return ['durable-tui contains parts of these packages, under these licences.\n', ...parts].join(
		`\n${'-'.repeat(80)}\n\n`,
	);
}

/** `node_modules/@xterm/headless` of a file in it; undefined for our own files. */
function packageFolder(file) {
	return /^(?:.*:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
}

async function readPackage(folder) {
	const {name, version, license} = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
	const files = (await readdir(folder)).filter(file => licenseFile.test(file)).sort();
	const texts = await Promise.all(files.map(file => readFile(path.join(folder, file), 'utf8')));
	const text = texts.map(each => each.trim().replaceAll('\r\n', '\n')).join('\n\n');
	if (text === '' && typeof license !== 'string') {
		throw new Error(`${name} in ${folder} says nothing about its licence`);
	}

	return {title: `${name} ${version} (${license ?? 'see below'})`, text: text || `Licence: ${license}`};
}
