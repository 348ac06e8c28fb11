import {plainText} from '../model/plain-text.js';
import {readJournal} from '../recording/read-journal.js';
import type {ReplayOptions} from '../usage/replay-options.js';
import {UsageError} from '../usage/usage-error.js';
import {journalSession} from './journal-session.js';
import type {Session} from './session.js';

/**
 * Reads a journal to be played: all of it, or what comes before its damage, which is then said.
 *
 * @throws UsageError when there is nothing in it that could be played
 */
export async function openJournal({file, ...options}: ReplayOptions): Promise<Session> {
	const {events, damage} = await readJournal(file);
	if (damage && (events.length === 0 || damage.kind === 'foreign' || damage.kind === 'version')) {
		throw new UsageError(plainText(`${file} cannot be played: ${damage.reason}.`));
	}

	const notice = damage ? plainText(`${file} is read up to #${events.length}: ${damage.reason}`) : undefined;
	return journalSession(events, {...options, notice});
}
