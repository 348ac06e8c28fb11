import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {CastLines, castHeader, openCast} from '../../source/recording/asciicast.js';
import type {Moment} from '../../source/recording/moments.js';
import {CastError, readCast} from '../../source/recording/read-cast.js';

const file = () => path.join(mkdtempSync(path.join(tmpdir(), 'durable-tui-cast-')), 'demo.cast');
const header = {columns: 100, rows: 30, timestamp: 1_700_000_000.9, title: 'crash', env: {TERM: 'xterm-256color'}};
const moments: Moment[] = [
	{at: 0, type: 'output', data: '\u001b[1mone\ntwo'},
	{at: 250.4, type: 'marker', label: 'kill p1'},
	{at: 1000, type: 'input', data: 'k'},
	{at: 1500, type: 'resize', columns: 80, rows: 24},
	{at: 1500, type: 'output', data: 'end\r\n'},
];

const write = (version?: 2 | 3) => {
	const target = file();
	const cast = openCast(target, header, version);
	for (const moment of moments) cast.write(moment);
	cast.close();
	return readFileSync(target, 'utf8');
};

test('version 2, field by field', () => {
	const text = write();
	expect(text.endsWith('\n')).toBe(true);
	const [first, ...entries] = text
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line));
	expect(first).toEqual({
		version: 2,
		width: 100,
		height: 30,
		timestamp: 1_700_000_000,
		title: 'crash',
		env: {TERM: 'xterm-256color'},
	});
	expect(entries).toEqual([
		[0, 'o', '\u001b[1mone\r\ntwo'],
		[0.25, 'm', 'kill p1'],
		[1, 'i', 'k'],
		[1.5, 'r', '80x24'],
		[1.5, 'o', 'end\r\n'],
	]);
});

test('version 3: the size under term, times from the entry before', () => {
	const [first, ...entries] = write(3)
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line));
	expect(first).toEqual({
		version: 3,
		term: {cols: 100, rows: 30, type: 'xterm-256color'},
		timestamp: 1_700_000_000,
		title: 'crash',
		env: {TERM: 'xterm-256color'},
	});
	expect(entries.map(([interval, code]) => [interval, code])).toEqual([
		[0, 'o'],
		[0.25, 'm'],
		[0.75, 'i'],
		[0.5, 'r'],
		[0, 'o'],
	]);
});

test('what is left out of a header is not there as null', () => {
	expect(JSON.parse(castHeader({columns: 80, rows: 24}))).toEqual({version: 2, width: 80, height: 24});
});

test('each moment is in the file before the next one comes', () => {
	const target = file();
	const cast = openCast(target, header);
	const sizes = moments.map(moment => {
		cast.write(moment);
		return readCast(readFileSync(target, 'utf8')).moments.length;
	});
	expect(sizes).toEqual([1, 2, 3, 4, 5]);
	cast.close();
});

test('line feeds get their return once, and characters stay whole, wherever the output is cut', () => {
	fc.assert(
		fc.property(
			fc.array(fc.string({unit: fc.constantFrom('a', '\r', '\n', '\r\n', '😀', '\u001b[0m', 'é'), maxLength: 8})),
			fc.array(fc.integer({min: 1, max: 5}), {minLength: 1, maxLength: 9}),
			(parts, lengths) => {
				const text = `${parts.join('')}.`;
				const lines = new CastLines();
				let sent = '';
				for (let at = 0, index = 0; at < text.length; index++) {
					const length = lengths[index % lengths.length] as number;
					const line = lines.line({at: index, type: 'output', data: text.slice(at, at + length)});
					if (line) {
						const [, , data] = JSON.parse(line) as [number, string, string];
						expect(data.isWellFormed()).toBe(true);
						sent += data;
					}
					at += length;
				}
				expect(sent).toBe(text.replace(/\r?\n/g, '\r\n'));
			},
		),
	);
});

test('a thousand moments of both versions are read back at their times', () => {
	fc.assert(
		fc.property(fc.constantFrom(2, 3), fc.array(fc.nat({max: 5000}), {maxLength: 1000}), (version, gaps) => {
			let at = 0;
			const written = gaps.map((gap): Moment => {
				at += gap;
				return {at, type: 'marker', label: `at ${at}`};
			});
			const lines = new CastLines(version as 2 | 3);
			const text = [castHeader(header, version as 2 | 3), ...written.map(moment => lines.line(moment))].join('\n');
			expect(readCast(text).moments).toEqual(written);
		}),
		{numRuns: 30},
	);
});

test('times never go back, even when a clock does', () => {
	const lines = new CastLines();
	const times = [100, 50, 120].map(at => JSON.parse(lines.line({at, type: 'output', data: 'x'}) as string)[0]);
	expect(times).toEqual([0.1, 0.1, 0.12]);
});

test('reads what others write: unknown codes and comments are left out', () => {
	const cast = readCast(
		'{"version":3,"term":{"cols":80,"rows":24},"tags":["x"]}\n# a comment\n[0.5,"o","hi"]\n[0.5,"x","0"]\n\n[1,"m",""]\n',
	);
	expect(cast).toMatchObject({version: 3, columns: 80, rows: 24});
	expect(cast.moments).toEqual([
		{at: 500, type: 'output', data: 'hi'},
		{at: 2000, type: 'marker', label: ''},
	]);
});

const good = '{"version":2,"width":80,"height":24}';
test.each([
	['', 'line 1: is no header of an asciicast: “”'],
	['hello', 'line 1: is no header of an asciicast: “hello”'],
	['[]', 'line 1: is no header of an asciicast but a JSON array'],
	['{"version":1,"width":80,"height":24}', 'line 1: asciicast versions 2 and 3 can be read, this file has version 1'],
	['{}', 'line 1: asciicast versions 2 and 3 can be read, this file has no version'],
	['{"version":2,"width":"80","height":24}', 'line 1: width must be a whole number from 1 to 1000'],
	['{"version":2,"width":80,"height":1e9}', 'line 1: height must be a whole number from 1 to 1000'],
	['{"version":3,"width":80,"height":24}', 'line 1: term.cols must be a whole number from 1 to 1000'],
	[`${good}\n[0,"o","x"]\n[1,"o"`, 'line 3: is no entry of an asciicast: “[1,"o"”'],
	[`${good}\n{"a":1}`, 'line 2: must be [seconds, code, data]'],
	[`${good}\n[-1,"o","x"]`, 'line 2: its seconds must be a number of 0 or more'],
	[`${good}\n[1e999,"o","x"]`, 'line 2: its seconds must be a number of 0 or more'],
	[`${good}\n[0,1,"x"]`, 'line 2: its code must be a text, not number'],
	[`${good}\n[0,"o",null]`, 'line 2: its data must be a text, not null'],
	[`${good}\n[2,"o","x"]\n[1,"o","x"]`, 'line 3: goes back in time, from 2 s to 1 s'],
	[`${good}\n[0,"r","80"]`, 'line 2: a resize must look like 100x30, not “80”'],
	[`${good}\n[0,"r","80x99999"]`, 'line 2: the rows must be a whole number from 1 to 1000'],
	[`${good}\n\u001b]0;owned\u0007\u009b31m\u202e`, 'line 2: is no entry of an asciicast: “”'],
])('refuses %j', (text, message) => {
	expect(() => readCast(text)).toThrow(CastError);
	expect(() => readCast(text)).toThrow(expect.objectContaining({message}));
});

test('a file that cannot be written is the file system’s error', () => {
	const target = file();
	writeFileSync(target, '');
	expect(() => openCast(path.join(target, 'below'), header)).toThrow('ENOTDIR');
});
