import {expect, test} from 'vitest';
import {openTerminal, type TerminalSession} from '../helpers/terminal.js';

const esc = '\u001B';
const up = '\u001B[A';
const down = '\u001B[B';
const right = '\u001B[C';
const left = '\u001B[D';
const home = '\u001B[H';
const end = '\u001B[F';

/** The mutex while a worker holds the resource: each for about a second. */
async function mutexAtWork(args: readonly string[] = []): Promise<TerminalSession> {
	const session = openTerminal(['mutex', ...args], {columns: 120, rows: 40});
	await session.until(/held by worker-A on p1/);
	await session.until(/p2 .*stands by/);
	return session;
}

/** The session in its durable sleep. */
async function sessionAsleep(): Promise<TerminalSession> {
	const session = openTerminal(['session', '--pace', '1', '--idle', '60s'], {columns: 120, rows: 40});
	await session.until(/idle sleep .*wakes in/);
	return session;
}

/** Presses keys, and waits for what the status line answers. */
async function press(session: TerminalSession, keys: string, answer: RegExp): Promise<string> {
	session.press(keys);
	return session.until(text => answer.test(text.split('\n').at(-3) ?? ''));
}

test('c: the running step throws and is retried, the others run once', async () => {
	const session = await mutexAtWork();
	await press(session, 'c', /the running step throws/);
	await session.until(/worker-A .*retry in/);
	const text = await session.until('done in', 30_000);
	expect(text).toMatch(/worker-A .*✓ ran 2×/);
	for (const other of ['B', 'C', 'D', 'E']) {
		expect(text).toMatch(new RegExp(`worker-${other} .*✓ ran 1×`));
	}
});

test('c on a step that has not run arms its first attempt', async () => {
	const session = await mutexAtWork(['--workers', '2', '--pace', '4']);
	session.press(down + down);
	await session.until(/^▸ worker-B/m);
	await press(session, 'c', /armed: throw .* worker-B/);
	const text = await session.until('done in', 30_000);
	expect(text).toMatch(/worker-A .*✓ ran 1×/);
	expect(text).toMatch(/worker-B .*✓ ran 2×/);
});

test('k: the standby takes over, what is recorded is served from the log', async () => {
	const session = await mutexAtWork(['--pace', '4']);
	await session.until(/held by worker-C on p1/);
	await press(session, 'k', /SIGKILL to p1 \(pid \d+\)/);
	await session.until(/p1 .*SIGKILL/);
	await session.until(/held by worker-C on p2/);
	const text = await session.until('done in', 30_000);
	expect(text).toMatch(/worker-A .*✓ ran 1× +◇ 1 from log/);
	expect(text).toMatch(/worker-B .*✓ ran 1× +◇ 1 from log/);
	expect(text).toMatch(/worker-C .*✓ ran 2×/);
	expect(text).toMatch(/worker-D .*✓ ran 1×/);
	expect(text).toMatch(/✓ one holder at a time +at most 1/);
});

test.skipIf(process.platform === 'win32').each([
	{key: 'z', does: /SIGSTOP to p1/, shows: /p1 .*frozen/, undoes: /SIGCONT to p1/},
	{key: 'x', does: /the link of p1 is cut/, shows: /p1 .*cut off/, undoes: /the link of p1 is healed/},
])('$key: past the lease a second holder appears, and the late write is refused', async each => {
	const {key, does, shows, undoes} = each;
	const session = await mutexAtWork(['--lease', '500ms', '--pace', '16']);
	await press(session, key, does);
	await session.until(shows);
	await session.until(/held by 2: worker-A on p1 and worker-A on p2/);
	await press(session, key, undoes);
	const text = await session.until(/late write of p1 for worker-A refused: 409/);
	expect(text).toMatch(/╳ one holder at a time +2 at once/);
});

test('f: a fault is chosen for the selected step, and strikes there', async () => {
	const session = await mutexAtWork(['--workers', '3']);
	await press(session, 'f', /select one with ↑ ↓ first/);
	session.press(down + down);
	await session.until(/^▸ worker-B/m);
	session.press('f');
	await session.until('after its effect');
	// From "throw" down to "kill", from "after the effect" on to "after the record".
	session.press(down + right);
	await press(session, '\r', /armed: kill after the record of worker-B/);
	session.press(esc);
	const text = await session.until('done in', 30_000);
	expect(text).toMatch(/p1 .*SIGKILL/);
	expect(text).toMatch(/worker-B .*✓ ran 1× +◇ 1 from log/);
});

test('s S: the durable sleep is halved, then over, and the session goes on to its end', async () => {
	const session = await sessionAsleep();
	await press(session, 's', /wakes in (29|30)\.\d s/);
	await session.until(/idle sleep .*wakes in (29|30)\.\d s/);
	await session.until(/shortened 1×/);
	await press(session, 'S', /woken now/);
	const text = await session.until(/done in/);
	expect(text).toMatch(/shortened 2×/);
	expect(text).toMatch(/✓ cleaned up/);
});

test('k in the durable sleep: the deadline stays', async () => {
	const session = await sessionAsleep();
	const [, until] = /until (\S+)/.exec(session.text()) ?? [];
	await press(session, 'k', /SIGKILL to p\d/);
	const text = await session.until(/survived 1 kill/);
	expect(/until (\S+)/.exec(text)?.[1]).toBe(until);
	expect(text).toMatch(/idle sleep .*wakes in/);
});

test('d: a second caller joins the one execution', async () => {
	const session = await mutexAtWork(['--pace', '2']);
	await press(session, 'd', /caller-2 starts the same id/);
	await session.until('2 callers');
	const text = await session.until('done in');
	for (const each of ['A', 'B', 'C', 'D', 'E']) {
		expect(text).toMatch(new RegExp(`worker-${each} .*✓ ran 1×`));
	}

	await session.until(/✓ one execution for all +2 callers, 1 execution/);
});

test('r: the run is canceled, and a fresh one runs to its end', async () => {
	const session = await mutexAtWork(['--pace', '2']);
	await press(session, 'r', /canceled; a fresh run/);
	await session.until('run 2');
	await session.until('done in');
	await press(session, 'r', /a fresh run/);
	await session.until('run 3');
	await session.until(text => text.includes('run 3') && text.includes('done in'));
});

test('+ -: the pace is doubled and halved, down to the examples’ own', async () => {
	const session = await mutexAtWork();
	await press(session, '+', /take 16× as long/);
	await session.until('pace 16');
	for (const pace of [8, 4, 2, 1]) {
		await press(session, '-', new RegExp(`take ${pace}× as long`));
		await session.until(`pace ${pace}`);
	}

	await press(session, '-', /pace 1 is as fast as it gets/);
});

test('space ← → home end: the view stands still, goes back and forth, and returns', async () => {
	const session = await mutexAtWork(['--pace', '2']);
	session.press(' ');
	const paused = await session.until(/PAUSED +at #\d+/);
	const at = Number(/at # *(\d+)/.exec(paused)?.[1]);
	// The run goes on meanwhile, and is counted.
	await session.until(text => Number(/of (\d+)/.exec(text)?.[1]) > at + 5);
	expect(Number(/at # *(\d+)/.exec(session.text())?.[1])).toBe(at);
	await press(session, 'k', /shows the past: space goes back to live/);
	session.press(left);
	await session.until(new RegExp(`at # *${at - 1} `));
	session.press(right + right);
	await session.until(new RegExp(`at # *${at + 1} `));
	session.press(home);
	await session.until(/at # *1 /);
	await press(session, left, /this is the first event/);
	session.press(end);
	await session.until(text => /at # *(\d+) +of \1\b/.test(text));
	session.press(' ');
	await session.until(/● LIVE/);
});

test('↑ ↓ enter esc: a lane is selected, inspected and let go', async () => {
	const session = await mutexAtWork(['--pace', '2']);
	session.press(down);
	await session.until(/^▸ worker-A/m);
	session.press(down);
	await session.until(/^▸ worker-B/m);
	session.press(up);
	await session.until(/^▸ worker-A/m);
	session.press('\r');
	await session.until(/mutex\/payment-gateway\/\d+:0/);
	session.press(esc);
	await session.until(text => !/mutex\/payment-gateway\/\d+:0/.test(text));
	session.press(esc);
	await session.until(text => !/^▸ worker-A/m.test(text));
	await press(session, esc, /nothing is open, selected or paused/);
});

test('g ? [ ] 0: guarantees, help and the scale of time', async () => {
	const session = await mutexAtWork(['--pace', '2']);
	session.press('g');
	await session.until('claim');
	session.press('g');
	await session.until(text => !text.includes('claim'));
	session.press('?');
	const help = await session.until('keys');
	expect(help).toMatch(/k +SIGKILL the process/);
	await press(session, 'k', /the help is open: escape closes it/);
	session.press('?');
	await session.until(/worker-A/);
	await session.until('done in');
	const axis = (text: string): string | undefined => text.split('\n').find(line => /^ +0s .*\ds/.test(line));
	const whole = axis(session.text());
	expect(whole).toBeDefined();
	await press(session, '[', /shows the whole run already/);
	session.press(']');
	await session.until(text => axis(text) !== whole);
	session.press('0');
	await session.until(text => axis(text) === whole);
});

test('keys that make no sense say why, and change nothing', async () => {
	const session = openTerminal(['mutex', '--pace', '1', '--workers', '2'], {columns: 120, rows: 40});
	await session.until('done in');
	for (const key of ['c', 'k', 'x', 'z', 's', 'S', 'd', 'f']) {
		// Another answer between: the same words twice could be the old ones.
		await press(session, esc, /nothing is open/);
		await press(session, key, /mutex is over: r starts a fresh run/);
	}

	const text = session.text();
	expect(text).toMatch(/worker-A .*✓ ran 1×/);
	expect(text).not.toContain('SIGKILL');
	expect(text).toContain('run 1');
});

test('s S where nothing sleeps, c and k where nothing executes', async () => {
	const mutex = await mutexAtWork();
	await press(mutex, 's', /no durable sleep to shorten/);
	await press(mutex, esc, /nothing is open/);
	await press(mutex, 'S', /no durable sleep to shorten/);
	const session = await sessionAsleep();
	await press(session, 'c', /nothing executes now: the run sleeps for/);
});

test('kk in one chunk: the run survives', async () => {
	const session = await mutexAtWork(['--pace', '2']);
	session.press('kk');
	await session.until(/p1 .*SIGKILL/);
	const text = await session.until('done in', 30_000);
	expect(text.match(/worker-\w .*✓ ran [123]×/g)).toHaveLength(5);
});

test('rrr in one chunk: one fresh run, and nothing else runs', async () => {
	const session = await mutexAtWork(['--pace', '2']);
	session.press('rrr');
	await press(session, '', /a fresh run/);
	await session.until('run 2');
	const text = await session.until(all => all.includes('run 2') && all.includes('done in'));
	expect(text).not.toContain('run 3');
	expect(text).toMatch(/✓ one holder at a time +at most 1/);
	expect(text.match(/worker-\w .*✓ ran 1×/g)).toHaveLength(5);
	// No process holds a run that the screen does not show.
	await session.until(all => all.match(/p\d .*stands by/g)?.length === 2);
});

test('cS in one chunk: each key gets its own answer', async () => {
	const session = await mutexAtWork(['--pace', '4']);
	session.press('cS');
	await session.until(/worker-A .*retry in/);
	const text = await session.until('done in', 30_000);
	expect(text).toMatch(/worker-A .*✓ ran 2×/);
});

test('keys before anything runs, and pasted text, do no harm', async () => {
	const session = openTerminal(['mutex', '--pace', '1'], {columns: 120, rows: 40});
	session.press('kcsSdfzx');
	await session.until(/held by worker-A/);
	await press(session, `${esc}[200~kkqq${esc}[201~`, /pasted text is ignored/);
	const text = await session.until('done in', 30_000);
	expect(text.match(/worker-\w .*✓ ran [12]×/g)).toHaveLength(5);
});
