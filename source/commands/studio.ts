import {plainText} from '../model/plain-text.js';
import {needsScreen} from '../recording/recorders/files.js';
import {Recorders} from '../recording/recorders/recorders.js';
import {nextFrame, quiet} from '../recording/terminal/frames.js';
import {VirtualKeyboard} from '../recording/terminal/virtual-keyboard.js';
import {VirtualTerminal} from '../recording/terminal/virtual-terminal.js';
import type {ScreenStreams} from '../ui/screen.js';
import type {AppProps, Captions} from '../ui/source.js';
import type {RecordingOptions} from '../usage/recording-options.js';
import {UsageError} from '../usage/usage-error.js';
import {Caption} from './caption.js';
import {finishRecordings} from './finish-recordings.js';
import {labelOf, type Session} from './session.js';

/** A real terminal. */
export type RealTerminal = {readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream};

/** Where a session is recorded, and where a script plays in it. */
export type Studio = {
	/** What to draw the screen on and to take keys from; none when nothing looks at a screen. */
	readonly streams: ScreenStreams | undefined;
	readonly props: {readonly captions: Captions} & Pick<AppProps, 'colors' | 'ground' | 'frameTime'>;
	/** Plays the script, where there is one, to its end. */
	readonly play?: (signal: AbortSignal) => Promise<void>;
	/** Goes through a journal as fast as it can be drawn. */
	readonly hurry: () => Promise<void>;
	/** Resolves when the screen has not changed for a while. */
	readonly quiet: () => Promise<void>;
	/** What follows is our own tidying up: no event is recorded any more. */
	readonly end: () => void;
	/** Completes the recordings and tells about them on stderr. False when one is not complete. */
	readonly finish: () => Promise<boolean>;
};

/** The size of a screen that nobody sees. */
const defaultSize = {columns: 100, rows: 30};
/** Time between two frames of a journal that is gone through as fast as possible, in ms of the recording. */
const hurriedFrame = 100;

/**
 * Opens the recordings of a session.
 *
 * @param real The user's terminal; without one, the screen is drawn for the recordings and the script only.
 * @throws UsageError when the terminal is too small for the script
 */
export async function openStudio(
	session: Session,
	options: RecordingOptions,
	{real, ground = 'dark'}: {real?: RealTerminal; ground?: 'dark' | 'light'} = {},
): Promise<Studio> {
	const {files, script, theme = ground} = options;
	const isSeen = real !== undefined || script !== undefined || files.some(needsScreen);
	const size = options.size ?? (real ? undefined : defaultSize);
	checkSizes(options, real);
	const terminal = isSeen ? new VirtualTerminal({size, real: real?.stdout}) : undefined;
	const isHurried = session.hurry !== undefined && real === undefined && script === undefined;
	const beganAt = performance.now();
	let hurried = 0;
	const recorders = new Recorders(files, {
		size: terminal && {columns: terminal.columns, rows: terminal.rows},
		style: {...options, theme},
		title: `durable-tui ${session.workflows.join(' ')}`.trim(),
		now: Date.now,
		labelOf: labelOf(session),
		elapsed: () => (isHurried ? hurried : performance.now() - beganAt),
	});
	const keyboard = new VirtualKeyboard(data => recorders.moment({type: 'input', data}), real?.stdin);
	const caption = new Caption(text => recorders.moment({type: 'marker', label: text}));
	terminal?.listen({
		output: data => recorders.moment({type: 'output', data}),
		resize: (columns, rows) => recorders.moment({type: 'resize', columns, rows}),
	});
	const unsubscribe = recordEvents(session, recorders);
	const player =
		script && terminal
			? (await import('./script-player.js')).scriptPlayer(script, {session, terminal, keyboard, caption})
			: undefined;

	return {
		streams: terminal && {stdin: keyboard.stream, stdout: terminal.stream},
		props: {
			captions: caption,
			...(real ? {} : {colors: 3, ground: theme}),
			...(options.theme ? {ground: options.theme} : {}),
			...(isHurried ? {frameTime: 1} : {}),
		},
		play: player,
		async hurry() {
			await session.hurry?.(async () => {
				await (terminal && nextFrame(terminal));
				hurried += hurriedFrame;
			});
		},
		quiet: async () => terminal && quiet(terminal),
		end: unsubscribe,
		async finish() {
			terminal?.close();
			return finishRecordings(recorders);
		},
	};
}

/** Of a journal all events are there already; what is seen of them makes the markers, once each. */
function recordEvents(session: Session, recorders: Recorders): () => void {
	if (!session.live) {
		for (const event of session.source.events()) {
			recorders.event(event);
		}
	}

	let seen = 0;
	return session.onEvent(event => {
		if (event.seq > seen) {
			seen = event.seq;
			if (session.live) {
				recorders.event(event);
			}

			recorders.mark(event, session.source.model());
		}
	});
}

/** A script that asks for more than there is would be drawn in pieces. */
function checkSizes({script, size}: RecordingOptions, real: RealTerminal | undefined): void {
	if (real === undefined) {
		return;
	}

	const {columns, rows} = real.stdout;
	const wanted = [
		...(size ? [size] : []),
		...(script?.lines ?? []).flatMap(({instruction}) => (instruction.do === 'size' ? [instruction] : [])),
	];
	const large = wanted.find(each => each.columns > columns || each.rows > rows);
	if (large) {
		throw new UsageError(
			plainText(
				`This terminal has ${columns}x${rows}, and ${large.columns}x${large.rows} is asked for; make it larger, or add --plain to draw where nobody sees it.`,
			),
		);
	}
}
