import type {Event} from '../events.js';
import {TextScreen} from '../recording/terminal/text-screen.js';
import type {VirtualKeyboard} from '../recording/terminal/virtual-keyboard.js';
import type {VirtualTerminal} from '../recording/terminal/virtual-terminal.js';
import {playScript} from '../script/play-script.js';
import type {Script} from '../script/script.js';
import type {Caption} from './caption.js';
import {labelOf, type Session} from './session.js';

/** What a script plays on. */
export type Instruments = {
	readonly session: Session;
	readonly terminal: VirtualTerminal;
	readonly keyboard: VirtualKeyboard;
	readonly caption: Caption;
};

/**
 * Prepares a script to be played once, and reads the screen from now on.
 *
 * @returns Plays it. Rejects with a ScriptFailure, or with the signal's reason.
 */
export function scriptPlayer(
	script: Script,
	{session, terminal, keyboard, caption}: Instruments,
): (signal: AbortSignal) => Promise<void> {
	const screen = new TextScreen(terminal);
	const unlisten = terminal.listen(screen);
	// Of a journal, what has been played: its future has not happened yet.
	const events: Event[] = [];
	session.onEvent(event => events.push(event));
	const stage = {
		press: keyboard.press,
		resize: (columns: number, rows: number) => terminal.resize(columns, rows),
		caption: caption.show,
		screen: () => screen.text(),
		onScreen: screen.subscribe,
		events: () => events,
		onEvent: session.onEvent,
		labelOf: labelOf(session),
	};
	return async signal => {
		try {
			await playScript(script, stage, signal);
		} finally {
			unlisten();
			screen.dispose();
		}
	};
}
