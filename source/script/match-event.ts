import type {Event} from '../events.js';
import type {Word} from './script.js';

/** Fields of every event; a word is never looked for in them. */
const envelope: ReadonlySet<string> = new Set(['v', 'seq', 'at', 'run', 'type']);

/**
 * Whether an event is the one that a script waits for.
 *
 * @param label What the lane of the event's step is called, if it has one.
 */
export function matchesEvent(
	event: Event,
	{type, words}: {readonly type: string; readonly words: readonly Word[]},
	label: string | undefined,
): boolean {
	if (event.type !== type) {
		return false;
	}

	const values = new Map(
		Object.entries({...event, ...(label === undefined ? {} : {label})}).filter(([name]) => !envelope.has(name)),
	);
	return words.every(word => {
		const where = word.field === undefined ? [...values.values()] : [values.get(word.field)];
		return where.some(value => matchesValue(value, word));
	});
}

function matchesValue(value: unknown, {text, exact}: Word): boolean {
	if (value === undefined) {
		return false;
	}

	const said = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
	return exact ? said === text : said.includes(text);
}
