import {expect, test} from 'vitest';
import {down, esc, hurry, mutexAtWork, press, right, sessionAsleep} from '../helpers/keys.js';

test('c: the running step throws and is retried, the others run once', async () => {
	const session = await mutexAtWork();
	await press(session, 'c', /the running step throws/);
	await session.until(/worker-A .*retry in/);
	await hurry(session);
	const text = await session.until('done in', 30_000);
	expect(text).toMatch(/worker-A .*✓ ran 2×/);
	for (const other of ['B', 'C', 'D', 'E']) {
		expect(text).toMatch(new RegExp(`worker-${other} .*✓ ran 1×`));
	}
});

test('c on a step that has not run arms its first attempt', async () => {
	const session = await mutexAtWork(['--workers', '2']);
	session.press(down + down);
	await session.until(/^▸ worker-B/m);
	await press(session, 'c', /armed: throw .* worker-B/);
	await hurry(session);
	const text = await session.until('done in', 30_000);
	expect(text).toMatch(/worker-A .*✓ ran 1×/);
	expect(text).toMatch(/worker-B .*✓ ran 2×/);
});

test('k: the standby takes over, what is recorded is served from the log', async () => {
	const session = await mutexAtWork();
	await session.until(/held by worker-C on p1/);
	await press(session, 'k', /SIGKILL to p1 \(pid \d+\)/);
	await session.until(/p1 .*SIGKILL/);
	await session.until(/held by worker-C on p2/);
	await hurry(session);
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
	const session = await mutexAtWork(['--lease', '1s'], 32);
	await press(session, key, does);
	await session.until(shows);
	await session.until(/held by 2: worker-A on p1 and worker-A on p2/);
	await press(session, key, undoes);
	const text = await session.until(/late write of p1 for worker-A refused: 409/);
	expect(text).toMatch(/╳ one holder at a time +\d at once/);
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
	await hurry(session);
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
	const session = await mutexAtWork();
	await press(session, 'd', /caller-2 starts the same id/);
	await session.until('2 callers');
	await hurry(session);
	const text = await session.until('done in');
	for (const each of ['A', 'B', 'C', 'D', 'E']) {
		expect(text).toMatch(new RegExp(`worker-${each} .*✓ ran 1×`));
	}

	await session.until(/✓ one execution for all +2 callers, 1 execution/);
});

test('r: the run is canceled, and a fresh one runs to its end', async () => {
	const session = await mutexAtWork();
	await press(session, 'r', /canceled; a fresh run/);
	await session.until('run 2');
	await hurry(session);
	await session.until('done in');
	await press(session, 'r', /a fresh run/);
	await session.until('run 3');
	await session.until(text => text.includes('run 3') && text.includes('done in'));
});
