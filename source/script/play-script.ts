import type {Event} from '../events.js';
import {plainText} from '../model/plain-text.js';
import {bytesOf, charactersOf, keyNamed} from './keys.js';
import {matchesEvent} from './match-event.js';
import {printDuration} from './measures.js';
import {printAwaited} from './print-script.js';
import {type Awaited, defaultLimit, type Instruction, type Script} from './script.js';
import {ScriptFailure} from './script-failure.js';

/** What a script acts on and looks at. */
export type Stage = {
	/** Sends what a terminal would send for keys. */
	readonly press: (bytes: string) => void;
	readonly resize: (columns: number, rows: number) => void;
	/** Shows words over the screen; none with an empty text. */
	readonly caption: (text: string) => void;
	/** What the screen shows now, as one text, and when that changes. */
	readonly screen: () => string;
	readonly onScreen: (listener: () => void) => () => void;
	/** All that has happened, and when there is more. */
	readonly events: () => readonly Event[];
	readonly onEvent: (listener: () => void) => () => void;
	/** What the lane of an event's step is called. */
	readonly labelOf: (event: Event) => string | undefined;
};

/** Whoever reads keys takes this long, in ms, to be sure that an escape is no sequence; and some more. */
const escapeTime = 60;

/**
 * Plays a script, each instruction when the one before it is done.
 *
 * A wait for an event looks at what came after the event that the last wait found, or after the last key, so that
 * one and the same event is never found twice, and nothing is missed between two lines.
 *
 * @throws ScriptFailure when something that is waited for does not come in time
 * @throws the signal's reason when it is aborted
 */
export async function playScript(script: Script, stage: Stage, signal: AbortSignal): Promise<void> {
	const progress = {from: 0};
	for (const {line, instruction} of script.lines) {
		signal.throwIfAborted();
		await follow(instruction, `${script.name}:${line}`, stage, progress, signal);
	}
}

/** `from` is the place in the log from which the next wait looks. */
type Progress = {from: number};

async function follow(
	instruction: Instruction,
	place: string,
	stage: Stage,
	progress: Progress,
	signal: AbortSignal,
): Promise<void> {
	switch (instruction.do) {
		case 'size':
			stage.resize(instruction.columns, instruction.rows);
			return;
		case 'key':
		case 'type': {
			const keys = instruction.do === 'key' ? instruction.keys : charactersOf(instruction.text);
			for (const key of keys) {
				progress.from = stage.events().length;
				stage.press(bytesOf(keyNamed(key) ?? key));
				// The next key is another chunk, as when typed by hand; behind an escape it must not look like its sequence.
				await delay(key === 'escape' ? escapeTime : 1, signal);
			}

			return;
		}

		case 'pause':
			await delay(instruction.time, signal);
			return;
		case 'caption':
			stage.caption(instruction.text);
			return;
		case 'wait': {
			const limit = instruction.limit ?? defaultLimit;
			const {awaited} = instruction;
			const came =
				awaited.kind === 'screen'
					? await until(() => matchesScreen(awaited, stage), stage.onScreen, limit, signal)
					: await until(() => findEvent(awaited, stage, progress), stage.onEvent, limit, signal);
			if (!came) {
				throw new ScriptFailure(reasonOf(place, awaited, limit, stage, progress), stage.screen());
			}
		}
	}
}

function matchesScreen({pattern, flags}: Extract<Awaited, {kind: 'screen'}>, stage: Stage): boolean {
	return new RegExp(pattern, flags).test(stage.screen());
}

function findEvent(awaited: Extract<Awaited, {kind: 'event'}>, stage: Stage, progress: Progress): boolean {
	const events = stage.events();
	for (let index = progress.from; index < events.length; index++) {
		const event = events[index];
		if (event && matchesEvent(event, awaited, stage.labelOf(event))) {
			progress.from = index + 1;
			return true;
		}
	}

	return false;
}

/** Whether something comes true within `limit` ms. */
function until(
	test: () => boolean,
	onChange: (listener: () => void) => () => void,
	limit: number,
	signal: AbortSignal,
): Promise<boolean> {
	return new Promise((resolve, reject) => {
		const end = (): void => {
			clearTimeout(timer);
			unsubscribe();
			signal.removeEventListener('abort', abort);
		};

		const look = (): void => {
			if (test()) {
				end();
				resolve(true);
			}
		};

		const abort = (): void => {
			end();
			reject(signal.reason);
		};

		const unsubscribe = onChange(look);
		const timer = setTimeout(() => {
			end();
			resolve(test());
		}, limit);
		signal.addEventListener('abort', abort);
		look();
	});
}

function delay(time: number, signal: AbortSignal): Promise<boolean> {
	return until(
		() => false,
		() => () => {},
		time,
		signal,
	);
}

/** What was waited for, and what came instead. */
function reasonOf(place: string, awaited: Awaited, limit: number, stage: Stage, {from}: Progress): string {
	const what = `${place}: waited ${printDuration(limit)} for ${printAwaited(awaited)}`;
	if (awaited.kind === 'screen') {
		return plainText(`${what}, which the screen never showed.`);
	}

	const events = stage.events();
	const tell = (event: Event) => [event.type, stage.labelOf(event)].filter(Boolean).join(' ');
	const earlier = events.slice(0, from).findLast(event => matchesEvent(event, awaited, stage.labelOf(event)));
	if (earlier) {
		return plainText(`${what}; it came as event #${earlier.seq}, before the last key or what the last wait found.`);
	}

	const since = [...new Set(events.slice(from).map(tell))].filter(each => !each.startsWith('position')).slice(-5);
	return plainText(`${what}; since the last key or wait came ${since.length > 0 ? since.join(', ') : 'nothing'}.`);
}
