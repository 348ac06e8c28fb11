import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {type IPty, spawn} from '@lydell/node-pty';
import {median, type Row} from './report.js';

/** The benchmarks are bundled into the folder of the built program. */
const program = fileURLToPath(new URL('cli.js', import.meta.url));

/** Ink wraps each frame in the marks of a synchronized update. */
const frameMark = '\u001B[?2026h';

type Opened = {readonly pty: IPty; readonly until: (text: string) => Promise<void>; readonly written: () => string};

function open(args: readonly string[], columns: number, rows: number): Opened {
	const {CI: _, NO_COLOR: _no, ...env} = process.env;
	const pty = spawn(process.execPath, [...args], {
		cols: columns,
		rows,
		env: {...env, TERM: 'xterm-256color', COLORTERM: 'truecolor'},
	});
	let written = '';
	const looks = new Set<() => void>();
	pty.onData(data => {
		written += data;
		for (const look of looks) {
			look();
		}
	});
	const until = (text: string): Promise<void> =>
		new Promise(resolve => {
			const look = (): void => {
				if (written.includes(text)) {
					looks.delete(look);
					resolve();
				}
			};

			looks.add(look);
			look();
		});
	return {pty, until, written: () => written};
}

async function end({pty}: Opened): Promise<void> {
	const gone = new Promise(resolve => pty.onExit(resolve));
	pty.write('q');
	await gone;
}

/** From the start to the first frame in a terminal, against a Node that does nothing. */
export async function firstFrame(times: number): Promise<Row> {
	const nothing: number[] = [];
	const frames: number[] = [];
	for (let round = 0; round < times; round++) {
		let began = performance.now();
		const {pty} = open(['-e', '0'], 100, 30);
		await new Promise(resolve => pty.onExit(resolve));
		nothing.push(performance.now() - began);

		began = performance.now();
		const opened = open([program], 100, 30);
		await opened.until('durable-tui');
		frames.push(performance.now() - began);
		await end(opened);
	}

	return {
		what: 'first frame',
		value: `${Math.round(median(frames))} ms`,
		against: `node -e 0: ${Math.round(median(nothing))} ms (${(median(frames) / median(nothing)).toFixed(1)}×)`,
		aim: '≤ 5×',
	};
}

/** CPU of the screen when all is done and nothing moves. */
export async function idle(seconds: number): Promise<Row> {
	const opened = open([program, '--pace', '1', '--idle', '100ms'], 120, 40);
	await opened.until('durable-tui');
	// Both runs take less than two seconds.
	await pass(4);
	const {cpu, frames} = await measure(opened, seconds);
	await end(opened);
	return {
		what: 'CPU with nothing moving',
		value: `${percent(cpu, seconds)}, ${frames} frames`,
		against: `${seconds} s`,
		aim: '0 %',
	};
}

/** CPU, frames and bytes of the screen while both workflows run; the engine in the same process is part of it. */
export async function running(seconds: number): Promise<Row[]> {
	const opened = open([program, '--idle', '500ms'], 120, 40);
	await opened.until('durable-tui');
	// The first time, the code is still being compiled.
	await pass(8);
	opened.pty.write('r2r1');
	const {cpu, frames, bytes} = await measure(opened, seconds);
	await end(opened);
	return [
		{
			what: 'CPU while both run',
			value: `${percent(cpu, seconds)} at ${(frames / seconds).toFixed(1)} frames/s`,
			against: `${seconds} s at 120×40, the engine included`,
			aim: '≤ 10 % at ≤ 10 frames/s',
		},
		{
			what: 'a frame at 120×40',
			value: `${((cpu / frames) * 1000).toFixed(1)} ms CPU, ${Math.round(bytes / frames)} bytes`,
			against: `${frames} frames, the engine included`,
			aim: 'small',
		},
	];
}

/** What the program used and wrote in a while: seconds of CPU, frames, bytes. */
async function measure(opened: Opened, seconds: number): Promise<{cpu: number; frames: number; bytes: number}> {
	const before = {cpu: cpuOf(opened.pty.pid), length: opened.written().length};
	await pass(seconds);
	const cpu = cpuOf(opened.pty.pid) - before.cpu;
	const written = opened.written().slice(before.length);
	return {cpu, frames: written.split(frameMark).length - 1, bytes: Buffer.byteLength(written)};
}

/** Seconds of CPU that all threads of a process have used so far; NaN where there is no `/proc`. */
function cpuOf(pid: number): number {
	try {
		const threads = readdirSync(`/proc/${pid}/task`);
		const times = threads.map(thread => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'));
		return times.reduce((sum, text) => sum + Number.parseInt(text, 10), 0) / 1e9;
	} catch {
		return Number.NaN;
	}
}

function percent(cpu: number, seconds: number): string {
	return `${((cpu / seconds) * 100).toFixed(1)} %`;
}

function pass(seconds: number): Promise<void> {
	return new Promise(resolve => setTimeout(resolve, seconds * 1000));
}
