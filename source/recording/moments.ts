/** What a terminal showed over time, as it was sent to the terminal: what casts and gifs are made from. */

/** One thing that happened to a terminal, `at` ms after the recording began (never before the moment ahead of it). */
export type Moment =
	/** A program printed `data`, escape sequences included. */
	| {readonly at: number; readonly type: 'output'; readonly data: string}
	/** Someone typed `data`. */
	| {readonly at: number; readonly type: 'input'; readonly data: string}
	/** A place worth jumping to, with its name. */
	| {readonly at: number; readonly type: 'marker'; readonly label: string}
	| {readonly at: number; readonly type: 'resize'; readonly columns: number; readonly rows: number};

/** A whole recording; `columns` and `rows` are the terminal's size at its beginning. */
export type Recording = {
	readonly columns: number;
	readonly rows: number;
	readonly moments: readonly Moment[];
};
