import {closeSync, openSync, writeSync} from 'node:fs';
import type {Moment} from './moments.js';

/**
 * Terminal recordings as asciinema keeps them: a line of JSON as the header, then one line for each moment:
 * `[seconds, code, data]` with the codes `o` (output), `i` (input), `m` (marker) and `r` (resize, as `100x30`).
 *
 * Version 2 counts seconds from the recording's beginning, version 3 from the line before, and it keeps the size under
 * `term`. Version 2 is what all players take (asciinema 2.x refuses version 3).
 */
export type CastVersion = 2 | 3;

export type CastHeader = {
	/** The terminal's size at the beginning, in cells. */
	readonly columns: number;
	readonly rows: number;
	/** When the recording began, in seconds since the epoch. */
	readonly timestamp?: number;
	readonly title?: string;
	/** Variables of the environment worth knowing, such as `TERM`. */
	readonly env?: Readonly<Record<string, string>>;
};

/** The header as the first line of a cast, without its line end. */
export const castHeader = (header: CastHeader, version: CastVersion = 2): string => {
	const {columns, rows, timestamp, title, env} = header;
	const about = {timestamp: timestamp === undefined ? undefined : Math.floor(timestamp), title, env};
	return JSON.stringify(
		version === 2
			? {version, width: columns, height: rows, ...about}
			: {version, term: {cols: columns, rows, type: env?.TERM}, ...about},
	);
};

/** Turns moments into the lines of a cast, one after the other, as they come. */
export class CastLines {
	readonly #version: CastVersion;
	/** Time of the last line in ms. */
	#last = 0;
	#endedWithReturn = false;
	/** Half of a character that its program wrote in two pieces. */
	#half = '';

	constructor(version: CastVersion = 2) {
		this.#version = version;
	}

	/** The line of a moment without its end; undefined when there is nothing to write yet. */
	line(moment: Moment): string | undefined {
		const [code, data] = this.#entry(moment);
		if (data === '' && code !== 'm') return undefined;
		// A player cannot go back in time; whole ms, so that the intervals of version 3 never drift.
		const at = Math.max(this.#last, Math.round(moment.at));
		const seconds = (this.#version === 2 ? at : at - this.#last) / 1000;
		this.#last = at;
		return JSON.stringify([seconds, code, data]);
	}

	#entry(moment: Moment): [code: string, data: string] {
		switch (moment.type) {
			case 'output':
				return ['o', this.#asSent(moment.data)];
			case 'input':
				return ['i', moment.data];
			case 'marker':
				return ['m', moment.label];
			case 'resize':
				return ['r', `${moment.columns}x${moment.rows}`];
		}
	}

	/** Output as a tty driver sends it: a bare line feed gets its carriage return, or a player draws a staircase. */
	#asSent(data: string): string {
		const whole = this.#half + data;
		const last = whole.charCodeAt(whole.length - 1);
		const split = last >= 0xd800 && last <= 0xdbff;
		this.#half = split ? whole.slice(-1) : '';
		const text = split ? whole.slice(0, -1) : whole;
		if (text === '') return '';
		const continued = this.#endedWithReturn && text.startsWith('\n');
		this.#endedWithReturn = text.endsWith('\r');
		const sent = text.replace(/\r?\n/g, '\r\n');
		return continued ? sent.slice(1) : sent;
	}
}

/** A cast that grows on disk: each moment is in the file when `write` returns. */
export type CastWriter = {
	write(moment: Moment): void;
	close(): void;
};

/**
 * Begins a cast; a file of that name is replaced.
 *
 * @throws the file system's error when the file cannot be written
 */
export const openCast = (file: string, header: CastHeader, version: CastVersion = 2): CastWriter => {
	const descriptor = openSync(file, 'w');
	const lines = new CastLines(version);
	writeSync(descriptor, `${castHeader(header, version)}\n`);
	return {
		write(moment) {
			const line = lines.line(moment);
			if (line !== undefined) writeSync(descriptor, `${line}\n`);
		},
		close() {
			closeSync(descriptor);
		},
	};
};
