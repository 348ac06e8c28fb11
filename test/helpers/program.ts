import {type ChildProcess, spawn} from 'node:child_process';
import {onTestFinished} from 'vitest';
import {program} from './terminal.js';

/** How a program that ran without a terminal ended. */
export type Ended = {
	readonly code: number | null;
	readonly signal: string | null;
	readonly stdout: string;
	readonly stderr: string;
};

/** Starts the built program without a terminal, killed when the test ends; `ended` resolves with all that it said. */
export function startProgram(
	args: readonly string[],
	env: Readonly<Record<string, string>> = {},
): {child: ChildProcess; ended: Promise<Ended>} {
	const child = spawn(process.execPath, [program, ...args], {
		env: {...process.env, ...env},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	onTestFinished(() => {
		child.kill('SIGKILL');
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

/** Runs the built program to its end. */
export async function runProgram(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended> {
	return startProgram(args, env).ended;
}

/** Whether a process lives. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** Resolves when none of these processes lives; rejects after 10 s. */
export async function untilGone(pids: readonly number[]): Promise<void> {
	const deadline = Date.now() + 10_000;
	while (pids.some(isAlive)) {
		if (Date.now() > deadline) {
			throw new Error(`still alive: ${pids.filter(isAlive).join(', ')}`);
		}

		await new Promise(resolve => setImmediate(resolve));
	}
}
