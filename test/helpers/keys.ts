import {openTerminal, type TerminalSession} from './terminal.js';

/** What a terminal sends for keys that are no character. */
export const esc = '\u001B';
export const up = '\u001B[A';
export const down = '\u001B[B';
export const right = '\u001B[C';
export const left = '\u001B[D';
export const home = '\u001B[H';
export const end = '\u001B[F';

/** The mutex while its first worker holds the resource, each for about two seconds: slow enough for a busy machine. */
export async function mutexAtWork(args: readonly string[] = [], pace = 16): Promise<TerminalSession> {
	const session = openTerminal(['mutex', '--pace', `${pace}`, ...args], {columns: 120, rows: 40});
	await session.until(/held by worker-A on p1/);
	await session.until(/p2 .*stands by/);
	return session;
}

/** Steps that begin from now on take no longer than in the example. */
export async function hurry(session: TerminalSession): Promise<void> {
	session.press('------');
	await session.until(/pace 1\b/);
}

/** The session in its durable sleep. */
export async function sessionAsleep(): Promise<TerminalSession> {
	const session = openTerminal(['session', '--pace', '1', '--idle', '60s'], {columns: 120, rows: 40});
	await session.until(/idle sleep .*wakes in/);
	return session;
}

/** Presses keys, and waits for what the status line answers. */
export async function press(session: TerminalSession, keys: string, answer: RegExp): Promise<string> {
	session.press(keys);
	return session.until(text => answer.test(text.split('\n').at(-3) ?? ''));
}
