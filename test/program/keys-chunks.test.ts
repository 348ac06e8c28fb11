import {expect, test} from 'vitest';
import {esc, hurry, mutexAtWork, press} from '../helpers/keys.js';
import {openTerminal} from '../helpers/terminal.js';

test('kk in one chunk: the run survives', async () => {
	const session = await mutexAtWork();
	session.press('kk');
	await session.until(/p1 .*SIGKILL/);
	await hurry(session);
	const text = await session.until('done in', 30_000);
	expect(text.match(/worker-\w .*✓ ran [123]×/g)).toHaveLength(5);
});

test('rrr in one chunk: one fresh run, and nothing else runs', async () => {
	const session = await mutexAtWork();
	session.press('rrr');
	await press(session, '', /a fresh run/);
	await session.until('run 2');
	await hurry(session);
	const text = await session.until(all => all.includes('run 2') && all.includes('done in'));
	expect(text).not.toContain('run 3');
	expect(text).toMatch(/✓ one holder at a time +at most 1/);
	expect(text.match(/worker-\w .*✓ ran 1×/g)).toHaveLength(5);
	// No process holds a run that the screen does not show.
	await session.until(all => all.match(/p\d .*stands by/g)?.length === 2);
});

test('cS in one chunk: each key gets its own answer', async () => {
	const session = await mutexAtWork();
	session.press('cS');
	await session.until(/worker-A .*retry in/);
	await hurry(session);
	const text = await session.until('done in', 30_000);
	expect(text).toMatch(/worker-A .*✓ ran 2×/);
});

test('keys before anything runs, and pasted text, do no harm', async () => {
	const session = openTerminal(['mutex', '--pace', '1'], {columns: 120, rows: 40});
	session.press('kcsSdfzx');
	await session.until('done in', 30_000);
	await press(session, `${esc}[200~kkqq${esc}[201~`, /pasted text is ignored/);
	expect(session.text().match(/worker-\w .*✓ ran [12]×/g)).toHaveLength(5);
});
