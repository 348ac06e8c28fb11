import type {Command, CommandResult} from '../command.js';
import type {Event} from '../events.js';
import type {Model} from '../model/model.js';

/** The log as the screen sees it: a list that only grows, and its fold. */
export type LogSource = {
	/** Calls the listener after new events; it may be called often, the screen draws at most seven times a second. */
	readonly subscribe: (listener: () => void) => () => void;
	readonly events: () => readonly Event[];
	readonly model: () => Model;
};

/** What moves through a journal. */
export type Player = {
	/** Plays on from the event with this number. */
	readonly play: (seq: number) => void;
	readonly pause: () => void;
	/** Whether the screen begins at the first event and waits there. */
	readonly stopped: boolean;
};

/** Words that somebody lays over the screen, as a script does. */
export type Captions = {
	readonly subscribe: (listener: () => void) => () => void;
	/** The words now, empty for none. */
	readonly current: () => string;
};

/** All that the screen needs of the world. */
export type AppProps = {
	readonly source: LogSource;
	/** Carries a command out; the answer goes to the status line. */
	readonly dispatch: (command: Command) => CommandResult | Promise<CommandResult>;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Names of the workflows to show, such as `mutex` and `session`. */
	readonly workflows: readonly string[];
	/** The name of the user's program that starts the runs, if it is one: its workflows are known only when they run. */
	readonly program?: string;
	/** Where the promises live, in words: `embedded store`. */
	readonly store: string;
	/** Only ASCII on the screen. */
	readonly ascii: boolean;
	/** The lines of a source file for the code pane; null when it cannot be read. */
	readonly readSource?: (file: string) => readonly string[] | null;
	readonly version: string;
	/** False when a journal is replayed: there is nothing to hurt. */
	readonly live: boolean;
	/** 0 none, 1 sixteen colours, 2 256, 3 truecolor; by default what the terminal and `NO_COLOR` and `FORCE_COLOR` say. */
	readonly colors?: 0 | 1 | 2 | 3;
	/** What the colours must be readable on; by default what `COLORFGBG` says, else dark. */
	readonly ground?: 'dark' | 'light';
	/** `process.platform` by default: a process cannot be frozen on `win32`. */
	readonly platform?: string;
	/** Only for a journal: the whole log is known from the start, and the model goes through it. */
	readonly player?: Player;
	readonly captions?: Captions;
	/** Begins with the list of guided examples. */
	readonly tour?: boolean;
	/** Something to say at the start. */
	readonly notice?: string;
	/** Time between two frames, in ms: 100 by default, less where nobody watches. */
	readonly frameTime?: number;
};
