import {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';
import {expect, test} from 'vitest';
import {nextFrame, quiet} from '../../source/recording/terminal/frames.js';
import {TextScreen} from '../../source/recording/terminal/text-screen.js';
import {VirtualKeyboard} from '../../source/recording/terminal/virtual-keyboard.js';
import {VirtualTerminal} from '../../source/recording/terminal/virtual-terminal.js';

class RealTerminal extends EventEmitter {
	columns = 120;
	rows = 40;
	written = '';
	write(data: string): boolean {
		this.written += data;
		return true;
	}
}

const open = (size?: {columns: number; rows: number}) => {
	const real = new RealTerminal();
	const terminal = new VirtualTerminal({size, real: real as unknown as NodeJS.WriteStream});
	const told: string[] = [];
	const stop = terminal.listen({
		output: data => told.push(data),
		resize: (columns, rows) => told.push(`${columns}x${rows}`),
	});
	return {real, terminal, told, stop};
};

test('what is written goes to the terminal and to who listens, and is answered', () => {
	const {real, terminal, told, stop} = open();
	let answers = 0;
	terminal.write('one', () => answers++);
	terminal.write(Buffer.from('двa'), 'utf8', () => answers++);
	terminal.write('', () => answers++);
	stop();
	terminal.write('three');
	expect([real.written, told, answers]).toEqual(['oneдвathree', ['one', 'двa'], 3]);
});

test('it is as large as the terminal, or has a size of its own', () => {
	const own = open();
	const fixed = open({columns: 100, rows: 30});
	let resized = 0;
	for (const {terminal} of [own, fixed]) terminal.on('resize', () => resized++);
	for (const {real} of [own, fixed]) {
		real.columns = 90;
		real.emit('resize');
		real.emit('resize');
	}

	expect([own.terminal.columns, own.terminal.rows, own.told]).toEqual([90, 40, ['90x40']]);
	expect([fixed.terminal.columns, fixed.terminal.rows, fixed.told]).toEqual([100, 30, []]);
	expect(resized).toBe(1);
	for (const {real, terminal} of [own, fixed]) {
		terminal.close();
		expect(real.listenerCount('resize') + real.listenerCount('error')).toBe(0);
	}
});

test('a terminal that is gone ends who draws on it, and nobody else', () => {
	const {real, terminal} = open();
	real.emit('error', new Error('EIO'));
	const errors: string[] = [];
	terminal.on('error', error => errors.push(error.message));
	real.emit('error', new Error('EIO again'));
	expect(errors).toEqual(['EIO again']);
});

test('keys come from the terminal and from a script, while keys are wanted', () => {
	const real = new PassThrough() as PassThrough & {setRawMode(mode: boolean): void; modes: boolean[]};
	real.modes = [];
	real.setRawMode = mode => real.modes.push(mode);
	const typed: string[] = [];
	const keyboard = new VirtualKeyboard(data => typed.push(data), real as unknown as NodeJS.ReadStream);
	keyboard.setRawMode(true);
	keyboard.setRawMode(true);
	real.emit('data', 'a');
	keyboard.press('b');
	keyboard.setRawMode(false);
	real.emit('data', 'c');
	expect([String(keyboard.read()), typed, real.modes]).toEqual(['ab', ['a', 'b'], [true, false]]);
	expect(real.isPaused()).toBe(true);
});

const whole = (data: string) => `\u001B[?2026h${data}\u001B[?2026l`;

test('the screen is read as it stands after whole frames', async () => {
	const screen = new TextScreen({columns: 20, rows: 4});
	const seen: string[] = [];
	screen.subscribe(() => seen.push(screen.text()));
	screen.output('\u001B[?2026hone\n');
	screen.output('two  \u001B[?2026l');
	screen.output(whole('\u001B[1;1Hsix\u001B[4;20H!'));
	await screen.flushed();
	expect(seen.at(0)).toBe('one\ntwo');
	expect(screen.text()).toBe(`six\ntwo\n\n${' '.repeat(19)}!`);
	screen.resize(30, 2);
	expect(screen.text().split('\n').length).toBeLessThanOrEqual(2);
	screen.dispose();
});

test('a frame is waited for, or that there is none', async () => {
	const terminal = new VirtualTerminal({});
	let ended = false;
	const next = nextFrame(terminal).then(() => {
		ended = true;
	});
	terminal.write('half a frame');
	await Promise.resolve();
	expect(ended).toBe(false);
	terminal.write(whole('x'));
	await next;
	await nextFrame(terminal);
	await quiet(terminal);
});
