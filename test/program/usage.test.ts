import {execFileSync} from 'node:child_process';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {runProgram} from '../helpers/program.js';
import {program} from '../helpers/terminal.js';

/** What is wrong, and what its one line must name: what was written, and what would be right. */
const wrong: ReadonlyArray<readonly [args: readonly string[], names: RegExp]> = [
	[['nonsense'], /'nonsense'.*use mutex or session/],
	[[''], /''.*use mutex or session/],
	[['constructor'], /'constructor'.*use mutex or session/],
	[['mutex', 'session'], /'session' is one too many.*nothing for both/],
	[['--', '--json'], /'--json'.*use mutex or session/],
	[['--bogus'], /--bogus.*--help/],
	[['--constructor'], /--constructor.*--help/],
	[['--JSON'], /--JSON.*--help/],
	[['--no-json'], /--no-json.*--help/],
	[['-x'], /-x.*--help/],
	[['--pace'], /--pace needs a value/],
	[['--pace='], /--pace needs a value/],
	[['--pace', '--json'], /--pace needs a value/],
	[['--idle', '-5s'], /--idle needs a value/],
	[['--crash'], /--crash needs a value/],
	[['--json=yes'], /--json takes no value/],
	[['--json', 'false'], /--json takes no value/],
	[['--pace', '1', '--pace', '2'], /--pace is given twice/],
	[['--pace', 'fast'], /--pace 'fast'.*number above 0/],
	[['--pace', '0'], /--pace '0'.*number above 0/],
	[['--pace', '1e999'], /--pace '1e999'.*number above 0/],
	[['--idle', '5'], /--idle '5'.*10ms to 24h.*10s/],
	[['--idle', 'soon'], /--idle 'soon'.*10ms to 24h.*10s/],
	[['--lease', '25h'], /--lease '25h'.*100ms to 24h.*10s/],
	[['--processes', '0'], /--processes '0'.*1 to 16/],
	[['--processes', '17'], /--processes '17'.*1 to 16/],
	[['--processes', '1.5'], /--processes '1.5'.*1 to 16/],
	[['--workers', '0'], /--workers 0.*1 to 1000.*a,b,c/],
	[['--workers', '1001'], /--workers 1001.*1 to 1000/],
	[['--workers=-3'], /--workers -3.*1 to 1000/],
	[['--workers', 'a,,b'], /--workers 'a,,b'.*a,b,c/],
	[['--workers', 'a,b,a'], /--workers.*'a' twice/],
	[['--activities', ','], /--activities ','.*a,b,c/],
	[['--crash', 'worker-Z'], /'worker-Z'.*worker-A.*worker-E.*checkout_started/],
	[['mutex', '--crash', 'checkout_started'], /'checkout_started'.*worker-A/],
	[['--crash', 'idle sleep'], /'idle sleep'.*mark idle/],
	[['--json', '--plain'], /--json and --plain/],
	[['mutex', '--idle', '10s'], /--idle is for the session/],
	[['session', '--workers', '3'], /--workers is for the mutex/],
	[['exec'], /exec needs a program/],
	[['exec', 'no-such-program.js'], /'no-such-program.js'/],
	[['no-such-flow.ts'], /no-such-flow\.ts/],
];

describe.concurrent('wrong usage is one line that says what is wrong and what is right', () => {
	test.for(wrong)('%j', async ([args, names], {expect}) => {
		const {code, stdout, stderr} = await runProgram(args);
		expect(stderr).toMatch(names);
		expect(stderr.trimEnd().split('\n')).toHaveLength(1);
		expect(stderr).not.toMatch(/\n\s+at |node:internal|Error:/);
		expect(stdout).toBe('');
		expect(code).toBe(2);
	});
});

test('what comes from the command line reaches the terminal without its escape sequences', async () => {
	const title = '\u001B]0;owned\u0007';
	for (const args of [[`${title}nonsense`], [`--${title}bogus`], ['--crash', `\u001B[31mx\u009B2J\r\n`]]) {
		const {code, stderr} = await runProgram(args);
		expect(code).toBe(2);
		expect(stderr.trimEnd()).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/);
		expect(stderr).not.toContain('owned');
	}

	const {code, stdout} = await runProgram(['mutex', '--workers', '\u001B[31mred\u001B[0m', '--pace', '1', '--plain']);
	expect(code).toBe(0);
	expect(stdout).toContain('red holds payment-gateway');
	expect(stdout).not.toContain('\u001B');
});

test('--help and --version print and exit with 0', async () => {
	const help = await runProgram(['--help']);
	expect(help).toMatchObject({code: 0, stderr: ''});
	for (const option of [
		'--workers',
		'--activities',
		'--idle',
		'--pace',
		'--crash',
		'--processes',
		'--lease',
		'--json',
	]) {
		expect(help.stdout).toContain(option);
	}

	expect(help.stdout.split('\n').filter(line => line.length > 120)).toEqual([]);
	const version = await runProgram(['--version']);
	expect(version).toMatchObject({code: 0, stderr: ''});
	expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

const oldNode = findOldNode();

test.skipIf(oldNode === undefined)('an old Node gets one clear line', () => {
	let failure: {status?: number; stderr?: string; stdout?: string} = {};
	try {
		execFileSync(oldNode ?? '', [program, '--version'], {encoding: 'utf8', stdio: 'pipe'});
	} catch (error) {
		failure = error as typeof failure;
	}

	expect(failure.status).toBe(2);
	expect(failure.stdout).toBe('');
	expect(failure.stderr).toMatch(/^durable-tui needs Node 22\.15 or newer, and this is \d+\.\d+\.\d+\.\n$/);
});

/** A Node on this machine that is too old for the program, if there is one. */
function findOldNode(): string | undefined {
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	return folders
		.filter(folder => folder !== '' && !folder.includes('node_modules'))
		.map(folder => path.join(folder, 'node'))
		.find(node => {
			try {
				return Number(execFileSync(node, ['-p', 'parseInt(process.versions.node)'], {encoding: 'utf8'})) < 22;
			} catch {
				return false;
			}
		});
}
