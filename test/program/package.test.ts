import {execFile} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {eventsOf, ofType} from '../helpers/events.js';
import {openTerminal} from '../helpers/terminal.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'durable-tui-'));
const empty = path.join(folder, 'empty');
const execute = promisify(execFile);

/** What `npm pack --json` says. */
type Packed = {readonly filename: string; readonly unpackedSize: number; readonly files: ReadonlyArray<{path: string}>};

let packed: Packed;

/** Runs npm or npx with the Node that runs this test; on Windows they are scripts that need a shell. */
async function run(command: 'npm' | 'npx', args: readonly string[], cwd: string): Promise<string> {
	const {stdout} = await execute(command, args, {
		cwd,
		shell: process.platform === 'win32',
		maxBuffer: 2 ** 24,
		env: {...process.env, PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}`},
	});
	return stdout;
}

beforeAll(async () => {
	mkdirSync(empty);
	// The tests run on a program that was just built; to build it once more would pull it from under the others.
	const said = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root);
	[packed] = JSON.parse(said) as [Packed];
	const tarball = path.join(folder, packed.filename);
	await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball], empty);
}, 180_000);

afterAll(() => rmSync(folder, {recursive: true, force: true}));

test('the tarball holds the program and its workflows, and little else', () => {
	const files = packed.files.map(file => file.path);
	expect(files).toContain('dist/cli.js');
	expect(files).toContain('dist/process.js');
	expect(files).toContain('LICENSE');
	expect(files).toContain('README.md');
	// The screen shows these lines while they run.
	expect(files).toContain('source/workflows/mutex.ts');
	expect(files.filter(file => !/^(dist\/|source\/workflows\/|package\.json$|README\.md$|LICENSE$)/.test(file))).toEqual(
		[],
	);
	expect(files.filter(file => /test|bench/.test(file))).toEqual([]);
	expect(packed.unpackedSize).toBeLessThan(2_000_000);
});

test('npx runs the installed program', async () => {
	const version = await run('npx', ['--no-install', 'durable-tui', '--version'], empty);
	expect(version).toMatch(/^\d+\.\d+\.\d+\n$/);
	const events = eventsOf(await run('npx', ['--no-install', 'durable-tui', 'mutex', '--pace', '1', '--json'], empty));
	expect(ofType(events, 'run.settled').map(({state}) => state)).toEqual(['resolved']);
	expect(ofType(events, 'step.recorded')).toHaveLength(5);
});

test('the installed program draws the screen, with the source of the workflow that runs', async () => {
	const session = openTerminal(['mutex'], {
		columns: 120,
		rows: 40,
		program: path.join(empty, 'node_modules', 'durable-tui', 'dist', 'cli.js'),
	});
	await session.until(/▶ +\d+ .*yield\*/);
});
