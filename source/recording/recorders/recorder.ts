import type {Event} from '../../events.js';
import type {CastVersion} from '../asciicast.js';
import type {ThemeName} from '../gif/theme.js';
import type {Moment} from '../moments.js';

/** Something that is written while a run is watched. What it throws ends it, and nothing else. */
export type Recorder = {
	/** An event of the log, each once and in order. */
	readonly event?: (event: Event) => void;
	/** Something happened to the terminal. */
	readonly moment?: (moment: Moment) => void;
	/** Completes the file; resolves with what it holds, in a few words. */
	readonly finish: (options: FinishOptions) => Promise<string>;
};

export type FinishOptions = {
	/** Told the share that is done, 0 to 1, where it takes a while. */
	readonly onProgress?: (share: number) => void;
	readonly signal?: AbortSignal;
};

/** How recordings are made. */
export type RecordingStyle = {
	readonly castVersion?: CastVersion;
	readonly fps?: number;
	readonly theme: ThemeName;
	/** px */
	readonly fontSize?: number;
};

/** What a recorder has to know. */
export type RecorderContext = {
	readonly file: string;
	readonly style: RecordingStyle;
	/** The terminal's size; none where no terminal is recorded. */
	readonly size?: {readonly columns: number; readonly rows: number};
	readonly title: string;
	/** Ms since the epoch, as the events have it. */
	readonly now: () => number;
	/** What the lane of an event's step is called. */
	readonly labelOf: (event: Event) => string | undefined;
};
