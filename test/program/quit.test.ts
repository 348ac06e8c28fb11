import {expect, test} from 'vitest';
import {openTerminal, type TerminalSession} from '../helpers/terminal.js';

/** The program is on the screen and has all that it may leave behind: raw mode, the other screen, a hidden cursor. */
async function running(options?: Parameters<typeof openTerminal>[1]): Promise<TerminalSession> {
	const session = openTerminal(['mutex'], options);
	await session.until('LIVE');
	await session.until(/p2 .*stands by/);
	expect(session.isAlternate).toBe(true);
	expect(isOn(session, 25)).toBe(false);
	return session;
}

/** Whether the program switched a mode of the terminal on last: 1049 the other screen, 25 the cursor, 2004 pasting in marks. */
function isOn(session: TerminalSession, mode: number): boolean {
	return session.raw.lastIndexOf(`\u001B[?${mode}h`) > session.raw.lastIndexOf(`\u001B[?${mode}l`);
}

async function expectRestored(session: TerminalSession): Promise<void> {
	// The emulator takes in the last bytes a little later than we do.
	await session.until(() => !session.isAlternate);
	expect({otherScreen: isOn(session, 1049), cursor: isOn(session, 25), paste: isOn(session, 2004)}).toEqual({
		otherScreen: false,
		cursor: true,
		paste: false,
	});
	expect(session.text()).not.toContain('payment-gateway');
}

for (const [name, key, exitCode] of [
	['q', 'q', 0],
	['ctrl-C', '\u0003', 130],
	['q among other keys', '?jq\u001B', 0],
] as const) {
	test(`${name} quits with ${exitCode}, and the terminal is as it was`, async () => {
		const session = await running();
		session.press(key);
		expect(await session.exit).toMatchObject({exitCode});
		await expectRestored(session);
	});
}

test.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
	'%s quits with 130, and the terminal is as it was',
	async signal => {
		const session = await running();
		process.kill(session.pty.pid, signal);
		expect(await session.exit).toMatchObject({exitCode: 130, signal: 0});
		await expectRestored(session);
	},
);

test('q before anything has started quits all the same', async () => {
	const session = openTerminal([]);
	await session.until('durable-tui');
	session.press('q');
	expect(await session.exit).toMatchObject({exitCode: 0});
	await expectRestored(session);
});

test('q after the end quits with 0', async () => {
	const session = openTerminal(['mutex', '--workers', '2', '--pace', '1']);
	await session.until('done in');
	session.press('q');
	expect(await session.exit).toMatchObject({exitCode: 0});
	await expectRestored(session);
});

test.skipIf(process.platform === 'win32').each(['q', '\u0003'])(
	'after %j the terminal is in no raw mode',
	async key => {
		const script = 'echo "before $(stty -g)"; "$@"; echo "code $?"; echo "after $(stty -g)"';
		const session = await running({command: ['/bin/sh', '-c', script, 'sh'], columns: 160});
		session.press(key);
		await session.exit;
		const text = await session.until('after');
		const [, before, after] = /before (\S+).*after (\S+)/s.exec(text) ?? [];
		expect(before).toMatch(/:/);
		expect(after).toBe(before);
		expect(text).toContain(`code ${key === 'q' ? 0 : 130}`);
	},
);

test('processes that cannot start end it with their reason, on the terminal as it was', async () => {
	const session = openTerminal(['mutex'], {
		env: {NODE_OPTIONS: '--import=data:text/javascript,process.send&&process.exit(7)'},
	});
	expect(await session.exit).toMatchObject({exitCode: 1});
	await session.until(/process p\d ended before it was ready \(exit code 7\)/);
	await expectRestored(session);
});
