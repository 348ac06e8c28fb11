import {spawn} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {readCast} from '../../source/recording/read-cast.js';
import {readJournal} from '../../source/recording/read-journal.js';
import {freshFolder, written} from '../helpers/folder.js';
import {isAlive, runProgram, startProgram, untilGone} from '../helpers/program.js';
import {openTerminal, program} from '../helpers/terminal.js';

const at = freshFolder();

test('a wait in vain says where, for what, and what was on the screen; the recordings are complete', async () => {
	const script = written(
		at('vain.tape'),
		'size 80x24\nwait step.started worker-A\n\nwait 300ms /no such words/\nkey q',
	);
	const {code, stderr} = await runProgram(['mutex', '--script', script, '--record', at('vain.cast')]);
	expect(code).toBe(1);
	const [message, title, ...rest] = stderr.split('\n');
	expect(message).toBe('vain.tape:4: waited 300ms for /no such words/, which the screen never showed.');
	expect(title).toBe('The screen was:');
	expect(rest.join('\n')).toMatch(/ {2}│ {2}durable-tui .*LIVE/);
	expect(rest.join('\n')).toMatch(/ {2}│ .*worker-A/);
	expect(rest.filter(line => line.startsWith('  │')).length).toBeLessThanOrEqual(24);
	expect(stderr).toMatch(/recorded .*vain\.cast: .* 80 × 24\n/);
	expect(readCast(readFileSync(at('vain.cast'), 'utf8')).columns).toBe(80);
});

test('the end of the script is the end, and no process is left', async () => {
	const script = written(at('short.tape'), 'wait process.ready p2\nwait step.started');
	const {code, stderr} = await runProgram(['--script', script, '--record', at('short.jsonl')]);
	expect(code, stderr).toBe(0);
	const {events, damage} = await readJournal(at('short.jsonl'));
	expect(damage).toBeNull();
	expect(events.some(({type}) => type === 'run.settled')).toBe(false);
	await untilGone(events.flatMap(event => (event.type === 'process.spawned' ? [event.pid] : [])));
});

test('a script that quits ends there, whatever it says behind that', async () => {
	const script = written(at('quit.tape'), 'wait step.started\nkey q\nwait run.settled\n');
	expect(await runProgram(['mutex', '--script', script])).toMatchObject({code: 0, stderr: ''});
});

/** Runs the program with a text on its stdin, or with none of its streams. */
const runWith = (args: readonly string[], stdin: string | null): Promise<number | null> =>
	new Promise(resolve => {
		const child =
			stdin === null
				? spawn('/bin/sh', ['-c', 'exec "$0" "$@" <&- >&- 2>&-', process.execPath, program, ...args], {stdio: 'ignore'})
				: spawn(process.execPath, [program, ...args], {stdio: ['pipe', 'ignore', 'ignore']});
		child.stdin?.end(stdin);
		child.on('exit', resolve);
	});

const brief = 'size 80x24\nwait step.started worker-A\nkey 2\nwait run.settled\n';

test('the script comes from stdin', async () => {
	const args = ['mutex', '--pace', '1', '--script', '-', '--record', at('stdin.gif'), '--record', at('stdin.jsonl')];
	expect(await runWith(args, brief)).toBe(0);
	expect((await readJournal(at('stdin.jsonl'))).events.at(-1)).toMatchObject({type: 'caller.answered'});
	expect(readFileSync(at('stdin.gif')).subarray(0, 6).toString()).toBe('GIF89a');
});

test.skipIf(process.platform === 'win32')('it all works with stdin, stdout and stderr closed', async () => {
	const script = written(at('closed.tape'), brief);
	const args = [
		'mutex',
		'--pace',
		'1',
		'--script',
		script,
		'--record',
		at('closed.gif'),
		'--record',
		at('closed.cast'),
	];
	expect(await runWith(args, null)).toBe(0);
	expect(existsSync(at('closed.gif'))).toBe(true);
	expect(readCast(readFileSync(at('closed.cast'), 'utf8')).moments.length).toBeGreaterThan(5);
});

test('without a script, a screen that nobody sees is recorded to the end of the run', async () => {
	const files = ['--record', at('plain.gif'), '--record', at('plain.cast'), '--cast-version', '3', '--size', '90x28'];
	const {code, stdout, stderr} = await runProgram([
		...['mutex', '--pace', '1', '--json', ...files, '--theme', 'light', '--fps', '10', '--font-size', '13'],
	]);
	expect(code, stderr).toBe(0);
	expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/"caller\.answered"/);
	expect(stderr).toMatch(/plain\.gif: .* 736 × 464 px/);
	const cast = readCast(readFileSync(at('plain.cast'), 'utf8'));
	expect([cast.version, cast.columns, cast.rows]).toEqual([3, 90, 28]);
	const output = cast.moments.map(moment => (moment.type === 'output' ? moment.data : '')).join('');
	expect(output).toContain('done in');
});

test('what was on the screen when the program was killed is in its journal and in its cast', async () => {
	const {child, ended} = startProgram([
		'mutex',
		'--json',
		'--record',
		at('killed.jsonl'),
		'--record',
		at('killed.cast'),
	]);
	let said = '';
	await new Promise<void>(resolve => {
		child.stdout?.on('data', data => {
			said += data;
			if (said.includes('"step.recorded"')) resolve();
		});
	});
	child.kill('SIGKILL');
	await ended;
	const seen = said
		.slice(0, said.lastIndexOf('\n'))
		.split('\n')
		.map(line => JSON.parse(line));
	const {events} = await readJournal(at('killed.jsonl'));
	expect(events.slice(0, seen.length)).toEqual(seen);
	const cast = readCast(readFileSync(at('killed.cast'), 'utf8'));
	expect(cast.moments.some(moment => moment.type === 'output' && moment.data.includes('worker-A'))).toBe(true);
	await untilGone(events.flatMap(event => (event.type === 'process.spawned' ? [event.pid] : [])));
	expect(isAlive(child.pid ?? 0)).toBe(false);
});

test('an interrupt ends a recording well', async () => {
	const {child, ended} = startProgram(['mutex', '--json', '--record', at('int.gif'), '--record', at('int.jsonl')]);
	await new Promise<void>(resolve => {
		child.stdout?.on('data', data => String(data).includes('"step.started"') && resolve());
	});
	child.kill('SIGINT');
	expect((await ended).code).toBe(130);
	expect((await readJournal(at('int.jsonl'))).damage).toBeNull();
	expect(existsSync(at('int.gif'))).toBe(true);
});

test('on a terminal the same script plays on the real screen, which is the user’s again behind it', async () => {
	const script = written(
		at('real.tape'),
		'size 90x28\nwait step.started worker-B\ncaption "watch this"\nkey k\nwait step.started worker-B',
	);
	const session = openTerminal(['mutex', '--script', script, '--record', at('real.cast'), '--record', at('real.gif')], {
		columns: 110,
		rows: 35,
	});
	await session.until(/watch this/);
	await session.until(/killed \(SIGKILL\)/);
	// In the corner of the larger terminal, as it is in the recording.
	expect(Math.max(...session.rows().map(row => row.trimEnd().length))).toBeLessThanOrEqual(90);
	expect(session.rows().slice(27).join('')).toBe('');
	session.press('?');
	await session.until(/Every process here is real/);
	session.press('q');
	expect((await session.exit).exitCode, session.text()).toBe(0);
	const {columns, rows, moments} = readCast(readFileSync(at('real.cast'), 'utf8'));
	expect([columns, rows]).toEqual([90, 28]);
	const recorded = moments.map(moment => (moment.type === 'output' ? moment.data : '')).join('');
	const drawn = session.raw.replaceAll('\r\n', '\n');
	expect(drawn).toContain(recorded.replaceAll('\r\n', '\n').slice(0, 20_000));
	expect(drawn).toMatch(/recorded .*real\.gif: .* 828 × 522 px/);
});

test('who quits amid a script only ends it', async () => {
	const session = openTerminal([
		'mutex',
		'--script',
		written(at('endless.tape'), 'wait step.started\ncaption "now"\npause 60m'),
	]);
	await session.until(/ now /);
	session.press('q');
	expect((await session.exit).exitCode, session.text()).toBe(0);
});

test('keys that were typed on a terminal are a script, and what was drawn is a cast, byte by byte', async () => {
	const session = openTerminal(['mutex', '--pace', '2', '--record', at('typed.tape'), '--record', at('typed.cast')]);
	await session.until(/held by worker-/);
	session.press('\u001B[B');
	await session.until(/▸/);
	session.press('?');
	await session.until(/Every process here is real/);
	session.press('q');
	expect((await session.exit).exitCode).toBe(0);
	const typed = readFileSync(at('typed.tape'), 'utf8');
	expect(typed).toMatch(/^size 100x30\nwait step\.started label=worker-\w attempt=1\n(pause \d.*\n)?key down\n/);
	expect(typed).toMatch(/key q\n$/);
	const {moments} = readCast(readFileSync(at('typed.cast'), 'utf8'));
	const recorded = moments.map(moment => (moment.type === 'output' ? moment.data : '')).join('');
	expect(session.raw.replaceAll('\r\n', '\n')).toContain(recorded.replaceAll('\r\n', '\n'));
	expect(session.isAlternate).toBe(false);
});

test.each([
	[['--script', 'none.tape'], /The script 'none.tape' does not exist/],
	[['--script', at('wrong.tape')], /^wrong\.tape:2: there is no key 'lft'; use one character/],
	[['--size', '10x3'], /--size '10x3' is no size from 20x5 to 500x200; use one such as 100x30/],
	[['--theme', 'blue'], /--theme 'blue' makes no sense; use dark or light/],
	[['--fps', '100', '--record', 'x.gif'], /--fps '100' makes no sense; use a whole number from 1 to 50/],
	[['--fps', '10'], /--fps is for a recording; add one such as --record demo.gif/],
	[['--cast-version', '4', '--record', 'x.cast'], /--cast-version '4' makes no sense; use 2 or 3/],
	[['--record', 'x.mp4'], /unknown ending/],
	[['--record', '/nowhere/at/all/x.gif'], /its folder does not exist/],
])('%j is wrong usage', async (args, reason) => {
	written(at('wrong.tape'), 'key k\nkey lft\n');
	const {code, stdout, stderr} = await runProgram(['mutex', ...args]);
	expect([code, stdout]).toEqual([2, '']);
	expect(stderr).toMatch(reason);
	expect(stderr.trimEnd().split('\n').length).toBe(1);
});

test('a script that does not fit the terminal says so, and what would help', async () => {
	const script = written(at('large.tape'), 'wait step.started\nsize 200x60\n');
	const session = openTerminal(['mutex', '--script', script]);
	expect((await session.exit).exitCode).toBe(2);
	expect(session.raw).toMatch(/This terminal has 100x30, and 200x60 is asked for; make it larger, or add --plain/);
});
