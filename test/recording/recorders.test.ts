import {existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import {fold} from '../../source/model/reduce.js';
import {Markers} from '../../source/recording/markers.js';
import {readCast} from '../../source/recording/read-cast.js';
import {readJournal} from '../../source/recording/read-journal.js';
import {needsScreen, recordingFiles} from '../../source/recording/recorders/files.js';
import {Recorders} from '../../source/recording/recorders/recorders.js';
import {UsageError} from '../../source/usage/usage-error.js';
import {takenOver} from '../ui/logs.js';

const folder = () => mkdtempSync(path.join(tmpdir(), 'durable-tui-recorders-'));

const refusal = (act: () => unknown): string => {
	try {
		act();
	} catch (error) {
		expect(error).toBeInstanceOf(UsageError);
		return (error as Error).message;
	}

	throw new Error('it was taken');
};

test('the ending says what is recorded', () => {
	const inside = folder();
	const names = ['a.jsonl', 'b.cast', 'c.GIF', 'd.trace.json', 'e.tape'].map(name => path.join(inside, name));
	const files = recordingFiles(names);
	expect(files.map(({kind}) => kind)).toEqual(['journal', 'cast', 'gif', 'trace', 'script']);
	expect(files.filter(needsScreen).map(({kind}) => kind)).toEqual(['cast', 'gif', 'script']);
	expect(names.filter(existsSync)).toEqual([]);
});

test('what cannot be recorded is refused before anything runs', () => {
	const inside = folder();
	const file = path.join(inside, 'a.jsonl');
	mkdirSync(path.join(inside, 'folder.gif'));
	expect(refusal(() => recordingFiles(['x.mp4']))).toMatch(
		/'x.mp4' has an unknown ending; use .jsonl \(journal\), .cast/,
	);
	expect(refusal(() => recordingFiles(['x.json']))).toMatch(/unknown ending/);
	expect(refusal(() => recordingFiles([file, file]))).toMatch(/in use here/);
	expect(refusal(() => recordingFiles([path.join(inside, 'folder.gif')]))).toMatch(/it is a folder/);
	expect(refusal(() => recordingFiles([path.join(inside, 'no', 'a.gif')]))).toMatch(/its folder does not exist/);
	expect(refusal(() => recordingFiles(['\u001b[31mx']))).toMatch(/^[^\u0000-\u001f]*$/);

	writeFileSync(file, '');
	symlinkSync(file, path.join(inside, 'b.jsonl'));
	expect(refusal(() => recordingFiles([path.join(inside, 'b.jsonl')], file))).toMatch(/in use here/);
});

const context = {
	size: {columns: 80, rows: 24},
	style: {theme: 'dark' as const},
	title: 'a test',
	now: () => 1_700_000_000_000,
	labelOf: () => undefined,
};

test('one recording that fails is told about, and the others are complete', async () => {
	const inside = folder();
	const [cast, journal, gif] = ['a.cast', 'a.jsonl', 'a.gif'].map(name => path.join(inside, name));
	const files = recordingFiles([cast, journal, gif] as string[]);
	let at = 0;
	const recorders = new Recorders(files, {...context, elapsed: () => at});
	const {events} = takenOver();
	// A gif of nothing is not possible; nor is what JSON cannot hold.
	const endless: Record<string, unknown> = {...events[0]};
	endless.args = endless;
	for (const event of events) recorders.event(event);
	recorders.moment({type: 'marker', label: 'one'});
	at = 1234.5;
	recorders.moment({type: 'input', data: 'a secret'});
	recorders.moment({type: 'marker', label: 'two'});
	const progress: string[] = [];
	const reports = await recorders.finish((file, share) => progress.push(`${path.basename(file)} ${share}`));
	expect(reports.map(({file, complete}) => [path.basename(file), complete])).toEqual([
		['a.cast', true],
		['a.jsonl', true],
		['a.gif', false],
	]);
	expect(reports[2]?.text).toMatch(/shows nothing/);
	expect(await readJournal(journal as string)).toEqual({events, damage: null});
	const text = readFileSync(cast as string, 'utf8');
	expect(text).not.toContain('secret');
	expect(readCast(text).moments).toEqual([
		{at: 0, type: 'marker', label: 'one'},
		{at: 1235, type: 'marker', label: 'two'},
	]);
});

test('a recorder that throws amid the run is left alone from then on', async () => {
	const file = path.join(folder(), 'a.jsonl');
	const recorders = new Recorders(recordingFiles([file]), {...context, elapsed: () => 0});
	const [first, second] = takenOver().events;
	if (!first || !second) throw new Error('no events');
	const endless: Record<string, unknown> = {...first};
	endless.args = endless;
	recorders.event(endless as never);
	recorders.event(second);
	expect(await recorders.finish()).toEqual([{file, complete: false, text: expect.stringMatching(/circular/)}]);
});

test('faults and changed verdicts are markers, each once', () => {
	const log = takenOver();
	log.add({type: 'fault.injected', id: null, fault: 'kill', target: 'p1', placement: 'running'});
	log.add({type: 'fault.injected', id: 'f1', fault: 'throw', target: 'worker-B', placement: 'after-effect'});
	const markers = new Markers();
	const told = log.events.map(event => markers.at(event, fold(log.events.slice(0, event.seq))));
	expect(told.at(-2)).toEqual(['kill p1']);
	expect(told.at(-1)).toEqual(['throw worker-B']);
	const changes = told.slice(0, -2).flat();
	expect(changes).toContainEqual(expect.stringMatching(/^one holder at a time: holds \(at most 1\)$/));
	expect(changes).toContainEqual(expect.stringMatching(/^recorded work never re-ran: holds/));
	expect(new Set(changes).size).toBe(changes.length);
});
