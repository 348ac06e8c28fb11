import type {Event, EventType} from '../events.js';
import {keysIn} from './keys.js';
import {matchesEvent} from './match-event.js';
import {printInstruction} from './print-script.js';
import {type Instruction, longest, type Word} from './script.js';

/**
 * What happened last before a key decides what the key does, and it happens again when the script is played: a step's own
 * life, not which process had it.
 */
const landmarks: ReadonlySet<EventType> = new Set<EventType>([
	'step.started',
	'step.failed',
	'step.recorded',
	'step.replayed',
	'sleep.started',
	'sleep.ended',
	'run.settled',
]);

/** Shorter pauses are no more than the speed of the machine. */
const shortest = 20;

/** Turns a session at the keyboard into a script that tells the same story, line by line as it goes. */
export class ScriptWriter {
	readonly #labelOf: (event: Event) => string | undefined;
	/** What happened since the last key. */
	#since: Event[] = [];
	#lastAt: number;

	/** @param now ms since the epoch. */
	constructor(now: number, labelOf: (event: Event) => string | undefined) {
		this.#lastAt = now;
		this.#labelOf = labelOf;
	}

	event(event: Event): void {
		this.#since.push(event);
	}

	/** The lines for a chunk of input. */
	input(chunk: string, now: number): string[] {
		const keys = keysIn(chunk).map(key => (key === 'ctrl-c' ? 'q' : key));
		return keys.length === 0 ? [] : [...this.#until(now), printInstruction({do: 'key', keys})];
	}

	resize(columns: number, rows: number, now: number): string[] {
		return [...this.#until(now), printInstruction({do: 'size', columns, rows})];
	}

	/** The waits and the pause between the last key and now. */
	#until(now: number): string[] {
		const mark = this.#since.findLast(event => landmarks.has(event.type));
		const waits = mark ? this.#waitsFor(mark) : [];
		const pause = Math.min(longest, Math.round(now - Math.max(this.#lastAt, mark?.at ?? 0)));
		this.#since = [];
		this.#lastAt = now;
		return pause < shortest ? waits : [...waits, printInstruction({do: 'pause', time: pause})];
	}

	/** As many waits as it takes to come to that very event. */
	#waitsFor(mark: Event): string[] {
		const label = this.#labelOf(mark);
		const attempt = mark.type === 'step.started' || mark.type === 'step.failed' ? mark.attempt : undefined;
		const words = [
			...(label && printable(label) ? [wordFor(label)] : []),
			...(attempt === undefined ? [] : [{field: 'attempt', text: String(attempt), exact: true}]),
		];
		const awaited = {kind: 'event', type: mark.type, words} as const;
		const wait: Instruction = {do: 'wait', awaited};
		return this.#since
			.filter(event => matchesEvent(event, awaited, this.#labelOf(event)))
			.map(() => printInstruction(wait));
	}
}

function wordFor(label: string): Word {
	const text = printable(label);
	return {field: 'label', text, exact: text === label && /^[^\s"#/=\\][^\s"=]*$/u.test(label)};
}

/** Labels may hold anything; a script may hold no control characters and no halves of characters: the longest other part. */
function printable(label: string): string {
	const parts = label.split(/[\u0000-\u001F\u007F-\u009F\p{Surrogate}]/u);
	return parts.reduce((best, part) => (part.length > best.length ? part : best));
}
