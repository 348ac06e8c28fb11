import {expect, test, vi} from 'vitest';
import {down, end, esc, home, hurry, left, mutexAtWork, press, right, sessionAsleep, up} from '../helpers/keys.js';
import {openTerminal} from '../helpers/terminal.js';

test('+ -: the pace is doubled and halved, down to the examples’ own', async () => {
	const session = await mutexAtWork();
	await press(session, '+', /take 32× as long/);
	await session.until('pace 32');
	for (const pace of [16, 8, 4, 2, 1]) {
		await press(session, '-', new RegExp(`take ${pace}× as long`));
		await session.until(`pace ${pace}`);
	}

	await press(session, '-', /pace 1 is as fast as it gets/);
});

test('space ← → home end: the view stands still, goes back and forth, and returns', async () => {
	const session = await mutexAtWork();
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
	// For as long as the run goes on, the newest event is another one a moment later.
	await vi.waitFor(
		() => {
			session.press(end);
			expect(session.text()).toMatch(/at # *(\d+) +of \1\b/);
		},
		{timeout: 20_000, interval: 200},
	);
	session.press(' ');
	await session.until(/● LIVE/);
});

test('↑ ↓ enter esc: a lane is selected, inspected and let go', async () => {
	const session = await mutexAtWork();
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
	const session = await mutexAtWork();
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
	await hurry(session);
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
