import {type ChildProcess, spawn} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {onTestFinished} from 'vitest';
import {program} from './terminal.js';

/** How a program that ran without a terminal ended. */
export type Ended = {
	readonly code: number | null;
	readonly signal: string | null;
	readonly stdout: string;
	readonly stderr: string;
};

type Environment = Readonly<Record<string, string>>;
type Started = {readonly child: ChildProcess; readonly ended: Promise<Ended>};

/** Starts the built program without a terminal, killed when the test ends; `ended` resolves with all that it said. */
export function startProgram(args: readonly string[], env: Environment = {}): Started {
	const started = start(args, env);
	onTestFinished(() => {
		started.child.kill('SIGKILL');
	});
	return started;
}

/** Runs the built program to its end; also fit for tests that run side by side. */
export async function runProgram(args: readonly string[], env: Environment = {}): Promise<Ended> {
	return start(args, env).ended;
}

function start(args: readonly string[], env: Environment): Started {
	const child = spawn(process.execPath, [program, ...args], {
		env: {...process.env, ...env},
		stdio: ['ignore', 'pipe', 'pipe'],
		timeout: 50_000,
		killSignal: 'SIGKILL',
	});
	let stdout = '';
	let stderr = '';
	child.stdout.on('data', data => {
		stdout += data;
	});
	child.stderr.on('data', data => {
		stderr += data;
	});
	const ended = new Promise<Ended>(resolve => {
		child.on('close', (code, signal) => resolve({code, signal, stdout, stderr}));
	});
	return {child, ended};
}

/** Whether a process lives. One that has ended counts as gone even if nobody has asked for its exit code yet. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
	} catch {
		return false;
	}

	return statOf(pid)?.state !== 'Z';
}

/** What `/proc` says of a process; undefined when it is gone, or where there is no `/proc`. */
export function statOf(pid: number): {readonly state: string; readonly parent: number} | undefined {
	try {
		const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The name before it stands in parentheses and may hold anything.
		const [state = '', parent = ''] = text.slice(text.lastIndexOf(')') + 2).split(' ');
		return {state, parent: Number(parent)};
	} catch {
		return undefined;
	}
}

/** All processes that a process has started and that live, theirs included; only where there is `/proc`. */
export function descendantsOf(pid: number): number[] {
	const all = readdirSync('/proc')
		.map(Number)
		.filter(each => each > 0);
	const children = all.filter(each => statOf(each)?.parent === pid && isAlive(each));
	return children.flatMap(child => [child, ...descendantsOf(child)]);
}

/** Resolves when none of these processes lives; rejects after 10 s. */
export async function untilGone(pids: readonly number[]): Promise<void> {
	await until(
		() => !pids.some(isAlive),
		() => `still alive: ${pids.filter(isAlive).join(', ')}`,
	);
}

/** Resolves when something is so; rejects after 10 s. For things that nobody tells of. */
export async function until(isSo: () => boolean, otherwise: () => string): Promise<void> {
	const deadline = Date.now() + 10_000;
	while (!isSo()) {
		if (Date.now() > deadline) {
			throw new Error(otherwise());
		}

		await new Promise(resolve => setTimeout(resolve, 5));
	}
}
