import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Event, Json} from '../../source/events.js';
import {journalLine, openJournal} from '../../source/recording/journal.js';
import {lineLimit} from '../../source/recording/journal-limits.js';
import {readJournal} from '../../source/recording/read-journal.js';
import {begun, LogBuilder, sessionDescription} from '../helpers/log.js';

const file = () => path.join(mkdtempSync(path.join(tmpdir(), 'durable-tui-journal-')), 'run.jsonl');
const bytes = (text: string) => [Buffer.from(text)];

const story = (): readonly Event[] => {
	const log = begun();
	log.execute(['worker-A', 'worker-B']);
	log.create('worker-C');
	log.start('worker-C');
	log.wait(300).exit('p1');
	log.interrupt('worker-C');
	log.acquire('p2');
	log.replay('p2', 'worker-A', 'worker-B');
	log.arm('worker-C', 'throw', 'after-effect');
	log.start('worker-C', 'p2');
	log.fail('worker-C', 2000, 'p2', 'boom \u001b[31m\u009b31m');
	log.refuse('worker-C', 'p1');
	log.sleep(5000, 'p2').wait(1000);
	log.shorten(log.at + 10);
	log.wake(log.at);
	log.settle();
	return log.events;
};

const text = (events: readonly Event[] = story()) => events.map(journalLine).join('');

test('what was written is read back, and is on disk when write returns', async () => {
	const target = file();
	const journal = openJournal(target);
	const events = story();
	for (const [index, event] of events.entries()) {
		journal.write(event);
		expect(readFileSync(target, 'utf8').split('\n').length - 1).toBe(index + 1);
	}
	journal.close();
	expect(await readJournal(target)).toEqual({events, damage: null});
});

test('the session’s description and every process event are read back', async () => {
	const log = new LogBuilder('session/test').begin(sessionDescription);
	for (const what of ['frozen', 'thawed', 'cut', 'healed'] as const) log.process(what, 'p2');
	log.exit('p2', null);
	expect(await readJournal(bytes(text(log.events)))).toEqual({events: log.events, damage: null});
});

test('any value survives, and no line holds a character that a terminal would obey', async () => {
	await fc.assert(
		fc.asyncProperty(fc.jsonValue({maxDepth: 20}), fc.string({unit: 'binary'}), async (value, label) => {
			const event: Event = {
				v: 1,
				seq: 1,
				at: 1,
				run: label,
				type: 'step.recorded',
				step: label,
				state: 'resolved',
				value: value as Json,
			};
			const line = journalLine(event);
			expect(line).toMatch(/^[^\u0000-\u001f\u007f-\u009f]*\n$/);
			const read = await readJournal(bytes(line));
			expect(read.damage).toBeNull();
			expect(JSON.stringify(read.events[0])).toBe(JSON.stringify(event));
		}),
	);
});

test('however the bytes arrive, the events are the same', async () => {
	const whole = Buffer.from(text().replaceAll('boom', 'böom ✗ 😀'));
	const expected = await readJournal([whole]);
	expect(expected.damage).toBeNull();
	await fc.assert(
		fc.asyncProperty(fc.array(fc.integer({min: 1, max: 300}), {minLength: 1, maxLength: 20}), async lengths => {
			const chunks: Uint8Array[] = [];
			for (let at = 0, index = 0; at < whole.length; index++) {
				const length = lengths[index % lengths.length] as number;
				chunks.push(whole.subarray(at, at + length));
				at += length;
			}
			expect(await readJournal(chunks)).toEqual(expected);
		}),
	);
});

test('cut off anywhere: all whole lines are read, and the cut is told', async () => {
	const whole = text();
	const events = story();
	await fc.assert(
		fc.asyncProperty(fc.integer({min: 6, max: whole.length - 1}), async length => {
			const part = whole.slice(0, length);
			const journal = await readJournal(bytes(part));
			const ended = part.split('\n').length - 1;
			const last = part.slice(part.lastIndexOf('\n') + 1);
			// A last line that lacks nothing but its end is whole.
			const complete = last === '' || whole[length] === '\n';
			expect(journal.events).toEqual(events.slice(0, last !== '' && complete ? ended + 1 : ended));
			if (complete) expect(journal.damage).toBeNull();
			else expect(journal.damage).toMatchObject({kind: 'truncated', line: ended + 1});
		}),
	);
});

test('random damage to a byte never throws, and what is read is what was written', async () => {
	const whole = Buffer.from(text());
	const events = story();
	await fc.assert(
		fc.asyncProperty(fc.nat({max: whole.length - 1}), fc.nat({max: 255}), async (at, value) => {
			const damaged = Buffer.from(whole);
			damaged[at] = value;
			const {events: read, damage} = await readJournal([damaged]);
			const line = whole.subarray(0, at).toString('latin1').split('\n').length;
			expect(read.slice(0, line - 1)).toEqual(events.slice(0, line - 1));
			if (damage) {
				expect(damage.line).toBeGreaterThanOrEqual(line);
				expect(damage.line).toBeLessThanOrEqual(line + 1);
				expect(damage.reason).toMatch(/^[^\u0000-\u001f\u007f-\u009f\u202a-\u202e]{5,200}$/);
			}
		}),
		{numRuns: 500},
	);
});

const first = (): Record<string, unknown> => ({v: 1, seq: 1, at: 5, run: null, type: 'pace.changed', pace: 1});
const line = (value: unknown) => `${JSON.stringify(value)}\n`;
const second = (change: object) => line(first()) + line({...first(), seq: 2, ...change});
const created = {type: 'step.created', step: 's', parent: 'r', kind: 'run', name: 'f', label: 'l'};
const description = {title: 't'};
const started = {type: 'run.started', workflow: 'w', func: 'f', args: null, description};

test.each([
	['', 'foreign', 1, 'the file is empty'],
	['\n', 'foreign', 1, 'not a journal of durable-tui: its first line is empty'],
	['hello', 'foreign', 1, 'not a journal of durable-tui: its first line is not JSON: “hello”'],
	['{"version":2,"width":80,"height":24}\n', 'foreign', 1, 'not a journal of durable-tui'],
	['null\n', 'foreign', 1, 'not a journal of durable-tui'],
	['[1,2]\n', 'foreign', 1, 'not a journal of durable-tui'],
	[
		'\u001b]0;owned\u0007\u001b[2J\u009b31mhi\u202e\n',
		'foreign',
		1,
		/^not a journal of durable-tui: its first line is not JSON: “hi”$/,
	],
	[line({...first(), v: 2}), 'version', 1, 'line 1 has events of version 2, this program reads 1'],
	[line({...first(), v: '\u001b[31m'}), 'version', 1, 'line 1 has events of version ?, this program reads 1'],
	[line({...first(), seq: 2}), 'damaged', 1, 'line 1 has the number 2 instead of 1'],
	[second({seq: 3}), 'damaged', 2, 'line 2 has the number 3 instead of 2'],
	[second({seq: 1}), 'damaged', 2, 'line 2 has the number 1 instead of 2'],
	[second({seq: '2'}), 'damaged', 2, 'line 2 pace.changed: seq must be a whole number of 0 or more'],
	[second({at: -1}), 'damaged', 2, 'line 2 pace.changed: at must be a time in ms since the epoch'],
	[second({at: 1e300}), 'damaged', 2, 'line 2 pace.changed: at must be a time in ms since the epoch'],
	[second({run: 7}), 'damaged', 2, 'line 2 pace.changed: run must be a text, not number'],
	[second({type: 'run.exploded'}), 'damaged', 2, 'line 2 has an event of an unknown type: “run.exploded”'],
	[second({type: '__proto__'}), 'damaged', 2, 'line 2 has an event of an unknown type: “__proto__”'],
	[second({type: 'constructor'}), 'damaged', 2, 'line 2 has an event of an unknown type: “constructor”'],
	[second({type: ['output']}), 'damaged', 2, 'line 2 has an event of an unknown type: array'],
	[second({type: '\u001b[31mred\u0007'}), 'damaged', 2, 'line 2 has an event of an unknown type: “red”'],
	[second({pace: null}), 'damaged', 2, 'line 2 pace.changed: pace must be a number of 0 or more'],
	[second({pace: 'fast'}), 'damaged', 2, 'line 2 pace.changed: pace must be a number of 0 or more'],
	[second({...created, label: {}}), 'damaged', 2, 'line 2 step.created: label must be a text, not object'],
	[second({...created, line: 1.5}), 'damaged', 2, 'line 2 step.created: line must be a whole number of 0 or more'],
	[
		second({...created, kind: 'magic'}),
		'damaged',
		2,
		'line 2 step.created: kind must be one of run, sleep, promise, rpc, detached',
	],
	[second({...started, args: undefined}), 'damaged', 2, 'line 2 run.started: args is missing'],
	[
		second({...started, description: null}),
		'damaged',
		2,
		'line 2 run.started: description must be an object, not null',
	],
	[
		second({...started, description: {}}),
		'damaged',
		2,
		'line 2 run.started: description: title must be a text, not undefined',
	],
	[
		second({...started, description: {title: 't', lanes: 'abc'}}),
		'damaged',
		2,
		'line 2 run.started: description: lanes must be a list, not string',
	],
	[
		second({...started, description: {title: 't', states: [{}]}}),
		'damaged',
		2,
		'line 2 run.started: description: states: name must be a text, not undefined',
	],
	[`${line(first())}\n${line(first())}`, 'damaged', 2, 'line 2 is empty'],
	[`${line(first())}{"v":\n${line(first())}`, 'damaged', 2, 'line 2 is not JSON: “{"v":”'],
	[`${line(first())}{"v":1,"seq":2`, 'truncated', 2, 'line 2 is cut off; all before it was read'],
	['{"v":1,"se', 'truncated', 1, 'line 1 is cut off; all before it was read'],
	[`${line(first())}"text"\n`, 'damaged', 2, 'line 2 is not an event'],
])('%j is %s at line %i', async (content, kind, lineNumber, reason) => {
	const {events, damage} = await readJournal(bytes(content));
	expect(events).toEqual(lineNumber === 2 ? [first()] : []);
	expect(damage).toEqual({
		kind,
		line: lineNumber,
		reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
	});
});

test('bytes that are no text are refused', async () => {
	const {events, damage} = await readJournal([Buffer.from(line(first())), Buffer.from([0xff, 0xfe, 10])]);
	expect(events).toHaveLength(1);
	expect(damage).toEqual({kind: 'damaged', line: 2, reason: 'line 2 is not text (UTF-8)'});
});

test('a line without an end is refused as soon as it is too long, and nothing more is read', async () => {
	let taken = 0;
	async function* endless() {
		yield Buffer.from(line(first()));
		for (;;) {
			taken++;
			yield Buffer.alloc(64 * 1024, 'a');
		}
	}
	const {events, damage} = await readJournal(endless());
	expect(events).toHaveLength(1);
	expect(damage).toEqual({kind: 'damaged', line: 2, reason: `line 2 is longer than ${lineLimit} bytes`});
	expect(taken).toBe(lineLimit / (64 * 1024) + 1);
});

test('the limit is exact: a line of 1 MiB is read, one byte more is not', async () => {
	const fit = (length: number) => {
		const empty = {...first(), type: 'output', process: 'p', stream: 'stdout', text: ''};
		return line({...empty, text: 'x'.repeat(length - (line(empty).length - 1))});
	};
	expect((await readJournal(bytes(fit(lineLimit)))).damage).toBeNull();
	expect((await readJournal(bytes(fit(lineLimit + 1)))).damage).toMatchObject({kind: 'foreign', line: 1});
	expect((await readJournal(bytes(line(first()) + fit(lineLimit + 1)))).damage).toMatchObject({line: 2});
});

test('values nested so deep that walking them would overflow are refused', async () => {
	const deep = `${'['.repeat(400_000)}${']'.repeat(400_000)}`;
	for (const field of ['value', 'unknown']) {
		const content = `{"v":1,"seq":1,"at":1,"run":null,"type":"run.settled","state":"resolved","${field}":${deep}}\n`;
		const {events, damage} = await readJournal(bytes(content));
		expect(events).toEqual([]);
		expect(damage?.line).toBe(1);
	}
});

test('a value too large for a journal is left out of it, and the journal stays readable', async () => {
	const target = file();
	const journal = openJournal(target);
	const value = 'ä'.repeat(lineLimit);
	const envelope = {v: 1, at: 1, run: 'r'} as const;
	journal.write({...envelope, seq: 1, type: 'run.settled', state: 'resolved', value});
	journal.write({...envelope, seq: 2, type: 'pace.changed', pace: 2});
	journal.close();
	const {events, damage} = await readJournal(target);
	expect(damage).toBeNull();
	expect(events[0]).toMatchObject({value: `(${2 * lineLimit + 2} bytes, too large for a journal)`});
	expect(events).toHaveLength(2);
});

test('a file that is not there is the file system’s error', async () => {
	await expect(readJournal(`${file()}-missing`)).rejects.toThrow('ENOENT');
});

test('an empty file and a file with Windows line ends', async () => {
	const target = file();
	writeFileSync(target, '');
	expect((await readJournal(target)).damage?.reason).toBe('the file is empty');
	writeFileSync(target, text().replaceAll('\n', '\r\n'));
	expect(await readJournal(target)).toEqual({events: story(), damage: null});
});
