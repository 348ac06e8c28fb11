import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {failureModes} from '../source/ui/failure-modes.js';
import {keyTable} from '../source/ui/keymap.js';
import {legend} from '../source/ui/legend.js';
import {asciiOnly} from '../source/ui/text/ascii.js';
import {runProgram} from './helpers/program.js';

const file = fileURLToPath(new URL('../README.md', import.meta.url));
const readme = readFileSync(file, 'utf8');

/** A table in Markdown. */
function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const line = (cells: readonly string[]): string =>
		`| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** As code, one piece for each key: `c`, or `s` `S`. */
function asKeys(shown: string): string {
	return shown
		.split(' ')
		.map(key => `\`${key}\``)
		.join(' ');
}

/** What stands between the marks of each generated part. */
async function parts(): Promise<Record<string, string>> {
	const {stdout} = await runProgram(['--help']);
	const usage = stdout.replace(/^ {2}/gm, '').trim();
	return {
		'failure modes': table(
			['', 'workflow', 'what goes wrong', 'do this', 'and see'],
			failureModes.map(({workflow, mode, keys, watch}, index) => [`${index + 1}`, workflow, mode, keys, watch]),
		),
		keys: table(
			['key', 'does', 'watch for'],
			keyTable.map(({shown, does, watch}) => [asKeys(shown), does, watch ?? '']),
		),
		glyphs: table(
			['glyph', '`--ascii`', 'means'],
			legend.map(({glyph, means}) => [`\`${glyph}\``, `\`${asciiOnly(glyph)}\``, means]),
		),
		options: `\`\`\`\n${usage}\n\`\`\``,
	};
}

// After a change of keys, glyphs, failure modes or options: vitest run test/readme.test.ts -u
test('its tables are those of the program', async () => {
	const made = await parts();
	const names = [...readme.matchAll(/<!-- (?!end)(.+?) -->/g)].map(([, name]) => name);
	expect(names).toEqual(['failure modes', 'keys', 'glyphs', 'options']);
	const expected = readme.replace(
		/<!-- (?!end)(.+?) -->\n.*?<!-- end -->/gs,
		(_, name: string) => `<!-- ${name} -->\n\n${made[name]}\n\n<!-- end -->`,
	);
	await expect(expected).toMatchFileSnapshot(file);
});

test('what it names exists', async () => {
	const {scripts} = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
	for (const [, script = ''] of readme.matchAll(/npm (?:run )?(start|test|dev|format|bench)\b/g)) {
		expect(scripts).toHaveProperty(script);
	}

	const files = [...readme.matchAll(/`((?:source|test|bench|scripts|examples)(?:\/[\w./-]+)?)`/g)].map(
		([, path]) => path,
	);
	expect(files.length).toBeGreaterThan(10);
	const links = [...readme.matchAll(/(?:\]\(|src=")(?!https?:)([^)"#]+)[)"]/g)].map(([, path]) => path);
	expect([...files, ...links].filter(path => !existsSync(new URL(`../${path}`, import.meta.url)))).toEqual([]);
});

test('it says all exit codes, and no path of anyone’s machine', () => {
	expect(readme).toMatch(/0 all well.*1 .*2 wrong usage.*130 interrupted/s);
	expect(readme).not.toMatch(/(^|[\s`(])\/(home|root|work|tmp|Users)\//);
});
