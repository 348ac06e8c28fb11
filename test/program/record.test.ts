import {existsSync, readFileSync} from 'node:fs';
import xterm from '@xterm/headless';
import {beforeAll, expect, test} from 'vitest';
import type {Event} from '../../source/events.js';
import {loadFont} from '../../source/recording/gif/font.js';
import {readCast} from '../../source/recording/read-cast.js';
import {readJournal} from '../../source/recording/read-journal.js';
import {parseScript} from '../../source/script/parse-script.js';
import {attemptsOf, ofType} from '../helpers/events.js';
import {freshFolder, written} from '../helpers/folder.js';
import {type Ended, runProgram} from '../helpers/program.js';
import {differenceOf} from '../recording/compare-screen.js';
import {decodeGif} from '../recording/decode-gif.js';

const at = freshFolder();

/** A kill in the midst of worker-C, as anyone would film it. */
const tape = `
size 100x32
wait step.started worker-C
caption "a process dies"
key k
wait step.replayed worker-A
wait step.started worker-C
caption
wait run.settled
wait /mutex done/
`;

let ended: Ended;
let events: readonly Event[];
let cast: string;

beforeAll(async () => {
	const files = ['run.jsonl', 'run.cast', 'run.gif', 'run.trace.json', 'run.tape'].flatMap(name => [
		'--record',
		at(name),
	]);
	const script = written(at('kill.tape'), tape);
	// Colours that the environment forbids are none of a recording's.
	ended = await runProgram(['mutex', '--pace', '4', '--script', script, ...files], {NO_COLOR: '1'});
	events = existsSync(at('run.jsonl')) ? (await readJournal(at('run.jsonl'))).events : [];
	cast = existsSync(at('run.cast')) ? readFileSync(at('run.cast'), 'utf8') : '';
});

test('without a terminal the script plays, lines are printed, and each recording is told about', () => {
	expect(ended.code, ended.stderr).toBe(0);
	expect(ended.stdout).toMatch(/p\d killed \(SIGKILL\) while worker-C held payment-gateway/);
	expect(ended.stdout).not.toContain('\u001B');
	const told = ended.stderr.split('\n').filter(line => line.startsWith('recorded '));
	expect(told.map(line => line.replace(/^.*durable-tui-\w+.([a-z.]+):/, '$1:'))).toEqual([
		`run.jsonl: ${events.length} events`,
		expect.stringMatching(/^run\.cast: \d+\.\d s, 100 × 32$/),
		expect.stringMatching(/^run\.gif: \d+\.\d s, \d+ pictures of 918 × 594 px, 0\.\d\d MB$/),
		`run.trace.json: ${events.length} events, for ui.perfetto.dev`,
		expect.stringMatching(/^run\.tape: \d+ lines$/),
	]);
});

test('the journal holds what happened, to the end', async () => {
	expect((await readJournal(at('run.jsonl'))).damage).toBeNull();
	expect(ofType(events, 'process.exited').map(({signal}) => signal)).toEqual(['SIGKILL']);
	expect(ofType(events, 'run.settled')).toMatchObject([{state: 'resolved'}]);
	expect(ofType(events, 'step.replayed').length).toBeGreaterThanOrEqual(2);
});

test('the cast is what the format asks for, with its markers', () => {
	const [header, ...entries] = cast
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line));
	expect(header).toEqual({
		version: 2,
		width: 100,
		height: 32,
		timestamp: expect.closeTo((events[0]?.at ?? 0) / 1000, -1),
		title: 'durable-tui mutex',
		env: {TERM: expect.any(String), SHELL: expect.any(String)},
	});
	let last = 0;
	for (const entry of entries) {
		expect(entry).toEqual([expect.any(Number), expect.stringMatching(/^[om]$/), expect.any(String)]);
		expect(entry[0]).toBeGreaterThanOrEqual(last);
		last = entry[0];
		// A player is no tty driver: a bare line feed would make a staircase.
		expect(entry[1] === 'o' && /(^|[^\r])\n/.test(entry[2])).toBe(false);
	}

	const markers = entries.filter(([, code]) => code === 'm').map(([, , label]) => label);
	expect(markers).toContain('a process dies');
	expect(markers).toContainEqual(expect.stringMatching(/^kill p\d$/));
	expect(markers).toContainEqual(expect.stringMatching(/^recorded work never re-ran: holds \(\d replayed\)$/));
	expect(markers).toContainEqual(expect.stringMatching(/^each worker recorded once: holds/));
	expect(markers.indexOf('a process dies')).toBeLessThan(markers.findIndex(label => label.startsWith('kill')));
});

test('every picture of the gif is, cell by cell, a screen that a terminal had, in the order it had them', async () => {
	const bytes = readFileSync(at('run.gif'));
	const {frames, loop, width, height} = decodeGif(bytes);
	expect([width, height, loop]).toEqual([918, 594, 0]);
	const font = await loadFont(15);
	const {columns, rows, moments} = readCast(cast);
	const terminal = new xterm.Terminal({cols: columns, rows, scrollback: 0, allowProposedApi: true});
	let shown = 0;
	let reason: string | undefined = 'nothing was drawn';
	for (const moment of moments) {
		if (moment.type !== 'output') continue;
		await new Promise<void>(done => terminal.write(moment.data, done));
		const frame = frames[shown];
		if (!moment.data.includes('\u001B[?2026l') || !frame) continue;
		// The palette is full of blends: what is not the exact colour is close to it.
		reason = differenceOf(frame, terminal, {font, padding: 9, tolerance: 3});
		if (reason === undefined) shown++;
	}

	expect(shown, `picture ${shown} of ${frames.length}: ${reason}`).toBe(frames.length);
	// From the first drawing to the program's end, and three seconds to look at that.
	const length = frames.reduce((sum, {delay}) => sum + delay, 0) / 100;
	const first = moments.find(moment => moment.type === 'output' && moment.data.includes('\u001B[?2026l'))?.at ?? 0;
	expect(Math.abs(length - ((moments.at(-1)?.at ?? 0) - first) / 1000 - 3)).toBeLessThan(0.2);
	expect(frames.at(-1)?.delay).toBeGreaterThanOrEqual(300);
});

test('captions stand on the screen as long as the script wants them', async () => {
	const {columns, rows, moments} = readCast(cast);
	const terminal = new xterm.Terminal({cols: columns, rows, scrollback: 0, allowProposedApi: true});
	const texts: string[] = [];
	for (const moment of moments) {
		if (moment.type !== 'output') continue;
		await new Promise<void>(done => terminal.write(moment.data, done));
		const line = terminal.buffer.active.getLine(rows - 3)?.translateToString(true) ?? '';
		if (moment.data.includes('\u001B[?2026l')) texts.push(line);
	}

	const captioned = texts.map(text => text.includes('a process dies'));
	expect(captioned.at(0)).toBe(false);
	expect(captioned.includes(true)).toBe(true);
	expect(captioned.at(-1)).toBe(false);
});

test('the trace has a track for each lane and process', () => {
	const {traceEvents} = JSON.parse(readFileSync(at('run.trace.json'), 'utf8')) as {
		traceEvents: Array<{ph: string; name: string; ts?: number; args?: {name?: string}}>;
	};
	const tracks = traceEvents.filter(({ph}) => ph === 'M').map(({args}) => args?.name);
	expect(tracks).toEqual(expect.arrayContaining(['worker-A', 'worker-E', 'p1', 'p2', 'p3']));
	expect(traceEvents.every(({ph, ts}) => ph === 'M' || Number.isFinite(ts))).toBe(true);
});

test('the recorded session is a script that tells the same story', async () => {
	const script = readFileSync(at('run.tape'), 'utf8');
	const {lines} = parseScript(script, 'run.tape');
	expect(lines.map(({instruction}) => instruction.do)).toEqual(expect.arrayContaining(['size', 'wait', 'key']));
	written(at('again.tape'), `${script}wait run.settled\n`);
	const again = await runProgram([
		...[
			'mutex',
			'--pace',
			'4',
			'--script',
			at('again.tape'),
			'--record',
			at('again.jsonl'),
			'--record',
			at('again.tape2.tape'),
		],
	]);
	expect(again.code, again.stderr).toBe(0);
	const {events: repeated} = await readJournal(at('again.jsonl'));
	expect(attemptsOf(repeated)).toEqual(attemptsOf(events));
	expect(ofType(repeated, 'fault.injected').map(({fault}) => fault)).toEqual(['kill']);
});
