import {existsSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {type Event, eventVersion} from '../../source/events.js';
import {eventsOf, ofType} from '../helpers/events.js';
import {descendantsOf, isAlive, startProgram, statOf, until, untilGone} from '../helpers/program.js';
import {openTerminal} from '../helpers/terminal.js';

const crashOnSignal = {NODE_OPTIONS: `--import=${new URL('../fixtures/crash-on-signal.js', import.meta.url).href}`};
const hasProc = existsSync('/proc/self/stat');

describe.skipIf(!hasProc)('in a terminal', () => {
	/** The program at work, with all processes that belong to it. */
	async function working(env: Readonly<Record<string, string>> = {}) {
		const session = openTerminal(['mutex'], {env});
		await session.until(/held by worker-\w/);
		const pids = descendantsOf(session.pty.pid);
		// Two workers, and the shell that watches over them.
		expect(pids).toHaveLength(3);
		return {session, pids};
	}

	test('q leaves no process', async () => {
		const {session, pids} = await working();
		session.press('q');
		expect((await session.exit).exitCode).toBe(0);
		await untilGone(pids);
	});

	test('q leaves no process, a frozen one included', async () => {
		const {session, pids} = await working();
		session.press('z');
		await until(
			() => pids.some(pid => statOf(pid)?.state === 'T'),
			() => 'nothing is frozen',
		);
		session.press('q');
		expect((await session.exit).exitCode).toBe(0);
		await untilGone(pids);
	});

	test('q leaves no process, those that were born after a kill included', async () => {
		const {session, pids} = await working();
		session.press('k');
		await session.until(/p3 .*(stands by|holds)/);
		const all = [...new Set([...pids, ...descendantsOf(session.pty.pid)])];
		expect(all).toHaveLength(4);
		session.press('q');
		await session.exit;
		await untilGone(all);
	});

	test('SIGKILL of the program leaves no process', async () => {
		const {session, pids} = await working();
		process.kill(session.pty.pid, 'SIGKILL');
		await session.exit;
		await untilGone(pids);
	});

	test('a crash of the program leaves no process, and the terminal shows its reason', async () => {
		const {session, pids} = await working(crashOnSignal);
		process.kill(session.pty.pid, 'SIGUSR2');
		expect((await session.exit).exitCode).toBe(1);
		await untilGone(pids);
		await session.until('a mistake of ours');
		expect(session.isAlternate).toBe(false);
	});
});

describe.skipIf(process.platform === 'win32')('without a terminal', () => {
	/** The program at work, with its workers' pids; the kernel sends no SIGHUP when it dies. */
	async function working(env: Readonly<Record<string, string>> = {}) {
		const {child, ended} = startProgram(['mutex', '--json'], env);
		const events: Event[] = [];
		let text = '';
		const started = Promise.withResolvers<void>();
		child.stdout?.on('data', data => {
			text += data;
			const end = text.lastIndexOf('\n') + 1;
			events.push(...eventsOf(text.slice(0, end)));
			text = text.slice(end);
			if (ofType(events, 'step.started').length > 0) {
				started.resolve();
			}
		});
		await started.promise;
		expect(events[0]?.v).toBe(eventVersion);
		const pids = ofType(events, 'process.spawned').map(({pid}) => pid);
		expect(pids).toHaveLength(2);
		expect(pids.every(isAlive)).toBe(true);
		return {child, ended, pids};
	}

	test('SIGKILL of the program leaves no process', async () => {
		const {child, ended, pids} = await working();
		child.kill('SIGKILL');
		expect((await ended).signal).toBe('SIGKILL');
		await untilGone(pids);
	});

	test('SIGKILL of the program with frozen workers leaves no process', async () => {
		const {child, ended, pids} = await working();
		for (const pid of pids) {
			process.kill(pid, 'SIGSTOP');
		}

		child.kill('SIGKILL');
		await ended;
		await untilGone(pids);
	});

	test('a crash of the program leaves no process', async () => {
		const {child, ended, pids} = await working(crashOnSignal);
		child.kill('SIGUSR2');
		const {code, stderr} = await ended;
		expect(code).toBe(1);
		expect(stderr).toContain('a mistake of ours');
		await untilGone(pids);
	});

	test('SIGTERM of the program with frozen workers leaves no process', async () => {
		const {child, ended, pids} = await working();
		for (const pid of pids) {
			process.kill(pid, 'SIGSTOP');
		}

		child.kill('SIGTERM');
		expect((await ended).code).toBe(130);
		expect(pids.filter(isAlive)).toEqual([]);
	});

	test.skipIf(!hasProc)('the watchdog is gone as well, and its death costs nothing', async () => {
		const {child, ended, pids} = await working();
		const watchdogs = descendantsOf(child.pid ?? 0).filter(pid => !pids.includes(pid));
		expect(watchdogs).toHaveLength(1);
		process.kill(watchdogs[0] ?? 0, 'SIGKILL');
		await untilGone(watchdogs);
		const {code} = await ended;
		expect(code).toBe(0);
		expect(pids.filter(isAlive)).toEqual([]);
	});
});
