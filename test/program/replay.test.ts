import {readFileSync} from 'node:fs';
import xterm from '@xterm/headless';
import {beforeAll, expect, test} from 'vitest';
import type {Event} from '../../source/events.js';
import {readCast} from '../../source/recording/read-cast.js';
import {readJournal} from '../../source/recording/read-journal.js';
import {eventsOf} from '../helpers/events.js';
import {freshFolder, written} from '../helpers/folder.js';
import {runProgram} from '../helpers/program.js';
import {openTerminal} from '../helpers/terminal.js';

const at = freshFolder();
const journal = at('run.jsonl');
let events: readonly Event[];
let live: string;

/** What the screen of a cast showed last, before the program left. */
const lastScreen = async (file: string): Promise<string> => {
	const {columns, rows, moments} = readCast(readFileSync(file, 'utf8'));
	const terminal = new xterm.Terminal({cols: columns, rows, scrollback: 0, allowProposedApi: true});
	for (const moment of moments) {
		if (moment.type !== 'output') continue;
		if (moment.data.includes('\u001B[?1049l')) break;
		await new Promise<void>(done => terminal.write(moment.data, done));
	}

	return Array.from(
		{length: rows},
		(_, row) => terminal.buffer.active.getLine(row)?.translateToString(true).trimEnd() ?? '',
	).join('\n');
};

/**
 * All but what says whether it is live: the header and the hint above the keys; and for how long a process has stood by, which
 * goes on behind the last event only where it is live.
 */
const common = (screen: string) =>
	screen
		.split('\n')
		.slice(1, -3)
		.map(line => line.replace(/[┈ ]+┈ stands by$/, ' ┈ stands by'))
		.join('\n');

beforeAll(async () => {
	const {code, stderr} = await runProgram([
		...['mutex', '--pace', '2', '--crash', 'worker-B', '--record', journal, '--record', at('live.cast')],
	]);
	expect(code, stderr).toBe(0);
	events = (await readJournal(journal)).events;
	live = await lastScreen(at('live.cast'));
});

test('a journal ends on the screen on which the run ended', async () => {
	const started = performance.now();
	const {code, stderr} = await runProgram(['replay', journal, '--record', at('replay.cast')]);
	const took = performance.now() - started;
	expect(code, stderr).toBe(0);
	const replayed = await lastScreen(at('replay.cast'));
	expect(common(replayed)).toBe(common(live));
	expect(live).toMatch(/worker-B .*ran 2×/);
	expect(replayed).toContain('JOURNAL');

	// Faster than it was, but in the recording it takes the time that it took.
	const {moments} = readCast(readFileSync(at('replay.cast'), 'utf8'));
	const length = (events.at(-1)?.at ?? 0) - (events[0]?.at ?? 0);
	expect((moments.at(-1)?.at ?? 0) - length).toBeGreaterThanOrEqual(0);
	expect((moments.at(-1)?.at ?? 0) - length).toBeLessThan(400);
	expect(took).toBeLessThan(length + 3000);
});

test('it is told again, event by event or line by line, and judged again', async () => {
	const asJson = await runProgram(['replay', journal, '--json']);
	expect(asJson).toMatchObject({code: 0, stderr: ''});
	expect(eventsOf(asJson.stdout)).toEqual(events);
	const asLines = await runProgram(['replay', journal]);
	expect(asLines).toMatchObject({code: 0, stderr: ''});
	expect(asLines.stdout).toMatch(/✓ each worker recorded once +5 of 5/);
});

test('it is recorded into every other format', async () => {
	const files = ['copy.jsonl', 'copy.trace.json', 'copy.gif'].flatMap(name => ['--record', at(name)]);
	const {code, stderr} = await runProgram(['replay', journal, '--speed', '8', ...files]);
	expect(code, stderr).toBe(0);
	expect(readFileSync(at('copy.jsonl'), 'utf8')).toBe(readFileSync(journal, 'utf8'));
	expect(JSON.parse(readFileSync(at('copy.trace.json'), 'utf8')).traceEvents.length).toBeGreaterThan(10);
	expect(readFileSync(at('copy.gif')).subarray(0, 6).toString()).toBe('GIF89a');
});

test('neither the SDK nor the engine is loaded for it', async () => {
	const hook = written(
		at('hook.mjs'),
		`import {registerHooks} from 'node:module';
registerHooks({resolve(specifier, context, next) {
	if (specifier.includes('@resonatehq') || /engine-/.test(specifier)) process.stdout.write('LOADED ' + specifier + '\\n');
	return next(specifier, context);
}});`,
	);
	const env = {NODE_OPTIONS: `--import=${hook}`};
	const replayed = await runProgram(['replay', journal, '--record', at('hooked.cast')], env);
	expect(replayed.code, replayed.stderr).toBe(0);
	expect(replayed.stdout).not.toContain('LOADED');
	// The same hook sees it where it is needed.
	expect((await runProgram(['mutex', '--pace', '1', '--workers', '1'], env)).stdout).toContain('LOADED');
});

test('a script travels in it', async () => {
	const script = written(
		at('travel.tape'),
		`size 100x30
wait /stopped here/
wait /at # *1 of ${events.length}/
key right right
wait /at # *3 of/
key end
wait /at # *${events.length} of/
wait /worker-E .*ran 1×/
key home space
wait run.settled
wait /done in/
`,
	);
	const {code, stderr} = await runProgram(['replay', journal, '--step', '--speed', '20', '--script', script]);
	expect(code, stderr).toBe(0);
});

test('on a terminal it plays, stops, goes back and forth, and plays on from there', async () => {
	const session = openTerminal(['replay', journal, '--speed', '0.2']);
	await session.until(/JOURNAL/);
	await session.until(/worker-A +holds|holds on/);
	session.press(' ');
	await session.until(/PAUSED/);
	session.press('\u001B[F');
	await session.until(new RegExp(`at # *${events.length} of ${events.length}`));
	await session.until(/worker-E .*ran 1×/);
	session.press('k');
	await session.until('this is a journal: nothing runs, so there is nothing to hurt');
	session.press('\u001B[H');
	await session.until(/at # *1 of/);
	session.press(' ');
	await session.until(/● JOURNAL/);
	await session.until(text => !/worker-A .*ran 1×/.test(text));
	session.press('q');
	expect((await session.exit).exitCode).toBe(0);
});

test('a journal that was cut off is played up to there, and it is said', async () => {
	const text = readFileSync(journal, 'utf8');
	const settled = text.indexOf('"run.settled"');
	const count = text.slice(0, settled).split('\n').length - 1;
	const cut = written(at('cut.jsonl'), text.slice(0, settled + 5));
	const {code, stdout, stderr} = await runProgram(['replay', cut, '--json']);
	// Whether the run ended well is what is missing.
	expect(code).toBe(1);
	expect(eventsOf(stdout)).toEqual(events.slice(0, count));
	expect(stderr).toMatch(/cut\.jsonl is read up to #\d+: line \d+ is cut off; all before it was read\n$/);

	const session = openTerminal(['replay', cut, '--speed', '50']);
	await session.until(/is read up to #\d+/);
	session.press('q');
	expect((await session.exit).exitCode).toBe(0);
});

test.each([
	['a file of something else', 'package.json', /cannot be played: not a journal of durable-tui/],
	['another version', 'v2.jsonl', /line 1 has events of version 2, this program reads 1/],
	['nothing', 'empty.jsonl', /the file is empty/],
	['no file', 'none.jsonl', /There is no journal '.*none\.jsonl'; --record run\.jsonl makes one/],
	['a hostile file', 'hostile.jsonl', /cannot be played: not a journal/],
])('%s is refused in one clean line', async (_, name, reason) => {
	written(at('package.json'), '{"name": "durable-tui"}');
	written(at('v2.jsonl'), readFileSync(journal, 'utf8').replaceAll('{"v":1,', '{"v":2,'));
	written(at('empty.jsonl'), '');
	written(at('hostile.jsonl'), '\u001b]0;owned\u0007\u001b[31mred\u009b0m\n');
	const {code, stdout, stderr} = await runProgram(['replay', at(name)]);
	expect([code, stdout]).toEqual([2, '']);
	expect(stderr).toMatch(reason);
	expect(stderr).toMatch(/^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f]+\n$/);
});

test.each([
	[['replay'], /replay needs one journal/],
	[['replay', journal, journal], /replay needs one journal/],
	[['replay', journal, '--workers', '3'], /--workers is not for replay/],
	[['replay', journal, '--speed', '0'], /--speed '0' makes no sense/],
	[['replay', journal, '--record', journal], /would write a file that is in use here/],
	[['mutex', '--speed', '2'], /--speed is for replay/],
	[['mutex', '--step'], /--step is for replay/],
])('%j is wrong usage', async (args, reason) => {
	const {code, stdout, stderr} = await runProgram(args);
	expect([code, stdout]).toEqual([2, '']);
	expect(stderr).toMatch(reason);
	expect(stderr.trimEnd().split('\n').length).toBe(1);
});
