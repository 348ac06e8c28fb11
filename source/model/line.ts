/** What kind of thing a line of the log tells; it decides the line's glyph and colour. */
export type Mark = 'start' | 'done' | 'replay' | 'fail' | 'kill' | 'freeze' | 'sleep' | 'info' | 'fault' | 'reject';

/** One event in words. `at` in ms since the epoch, `seq` the event's number. */
export type Line = {readonly at: number; readonly seq: number; readonly mark: Mark; readonly text: string};

/** A line without its place in the log; null when a person does not care about the event. */
export type Told = {readonly mark: Mark; readonly text: string} | null;
