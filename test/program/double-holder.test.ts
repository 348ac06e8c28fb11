import {expect, test} from 'vitest';
import {openTerminal} from '../helpers/terminal.js';

/** The words of a screen without their places. */
const flat = (text: string): string => text.replace(/\s+/g, ' ');

test.skipIf(process.platform === 'win32')(
	'by keys alone: freeze past the lease, two holders in one lane, the fence, and the verdicts with their reasons',
	async () => {
		const session = openTerminal(['mutex', '--lease', '600ms', '--pace', '8'], {columns: 120, rows: 40});
		await session.until('held by worker-B');
		session.press('z');
		// Past the lease: the frozen one still holds, and so does the next.
		await session.until(/held by 2: worker-B on p1 and worker-B on p2/);
		await session.until(/worker-B .*░+▓+/);
		await session.until(/╳ one holder at a time +2 at once/);
		session.press('z');
		await session.until(/late write of p1 for worker-B refused: 409/);
		await session.until('✓ done in');
		session.press('g');
		await session.until(text => {
			const words = flat(text);
			return (
				/▸ ╳ one holder at a time broken 2 at once/.test(words) &&
				/✓ each worker recorded once holds 5 of 5, 1 refused/.test(words) &&
				/From \d+\.\d\d s to \d+\.\d\d s, worker-B executed twice at the same time in p1 and p2\./.test(words) &&
				words.includes('p1 was frozen, so its lease expired')
			);
		});
		const events = [...(/events +(#\d+.*)$/m.exec(session.text())?.[1] ?? '').matchAll(/#(\d+)/g)].map(
			([, seq]) => seq,
		);
		expect(events.length).toBeGreaterThanOrEqual(3);
		for (const seq of events) {
			session.press('\r');
			await session.until(new RegExp(`PAUSED +at # *${seq} of`));
		}
	},
);
