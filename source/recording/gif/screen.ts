import xterm, {type IBufferCell, type Terminal as XtermTerminal} from '@xterm/headless';
import {wideBox} from './font.js';
import {mix, paletteColor, type Rgb, type Theme} from './theme.js';

/** Bits of a cell's glyph word above its code point (21 bits). */
export const glyphBits = {
	code: 0x1fffff,
	bold: 1 << 21,
	underline: 1 << 22,
	strike: 1 << 23,
	overline: 1 << 24,
} as const;

/** A row of a screen: for each cell the glyph word and the id of its colour pair, in turn. */
export type Row = Uint32Array;

/** The screen at one moment; rows that did not change since the snapshot before are the same objects. */
export type Snapshot = {readonly columns: number; readonly rows: readonly Row[]};

const blank = 0x20;
/** How far dim text stands back towards its ground. */
const dimming = 0.42;

/** The pairs of text colour and ground that occur, each with a number. */
export class ColorPairs {
	readonly #ids = new Map<number, number>();
	readonly #pairs: Array<readonly [foreground: Rgb, background: Rgb]> = [];

	id(foreground: Rgb, background: Rgb): number {
		const key = foreground * 0x1000000 + background;
		let id = this.#ids.get(key);
		if (id === undefined) {
			id = this.#pairs.push([foreground, background]) - 1;
			this.#ids.set(key, id);
		}
		return id;
	}

	get all(): ReadonlyArray<readonly [foreground: Rgb, background: Rgb]> {
		return this.#pairs;
	}
}

/** A terminal without a window: takes what a program prints and says what stands in each cell. */
export class Screen {
	readonly #terminal: XtermTerminal;
	readonly #theme: Theme;
	readonly #pairs: ColorPairs;
	#cursorShown = true;
	#last: readonly Row[] = [];

	constructor(size: {columns: number; rows: number}, theme: Theme, pairs: ColorPairs) {
		this.#terminal = new xterm.Terminal({
			cols: size.columns,
			rows: size.rows,
			allowProposedApi: true,
			scrollback: 0,
			// What Ink writes has bare line feeds until a tty driver has seen it.
			convertEol: true,
		});
		this.#theme = theme;
		this.#pairs = pairs;
		for (const final of ['h', 'l']) {
			this.#terminal.parser.registerCsiHandler({prefix: '?', final}, parameters => {
				if (parameters.includes(25)) this.#cursorShown = final === 'h';
				return false;
			});
		}
	}

	/** Calls `done` when the terminal has taken `data`; the next write may follow from within. */
	write(data: string, done: () => void): void {
		this.#terminal.write(data, done);
	}

	resize(columns: number, rows: number): void {
		this.#terminal.resize(columns, rows);
	}

	/** True between the marks of synchronized output: the program is in the midst of a frame. */
	get amidFrame(): boolean {
		return this.#terminal.modes.synchronizedOutputMode;
	}

	dispose(): void {
		this.#terminal.dispose();
	}

	snapshot(): Snapshot {
		const {cols: columns, rows: height} = this.#terminal;
		const buffer = this.#terminal.buffer.active;
		const cell = buffer.getNullCell();
		const empty = this.#pairs.id(this.#theme.background, this.#theme.background);
		const rows: Row[] = [];
		for (let y = 0; y < height; y++) {
			const line = buffer.getLine(buffer.baseY + y);
			const row = new Uint32Array(columns * 2);
			const cursor = this.#cursorShown && y === buffer.cursorY ? buffer.cursorX : -1;
			let wide = false;
			for (let x = 0; x < columns; x++) {
				if (line?.getCell(x, cell)) this.#readCell(cell, row, x, wide, x === cursor);
				else row.set([blank, empty], x * 2);
				wide = cell.getWidth() === 2;
			}
			const before = this.#last[y];
			rows.push(before && sameRow(before, row) ? before : row);
		}
		this.#last = rows;
		return {columns, rows};
	}

	#readCell(cell: IBufferCell, row: Row, x: number, afterWide: boolean, isCursor: boolean): void {
		const theme = this.#theme;
		let foreground = theme.foreground;
		let background = theme.background;
		if (cell.isFgRGB()) foreground = cell.getFgColor();
		else if (cell.isFgPalette()) foreground = paletteColor(theme, cell.getFgColor());
		if (cell.isBgRGB()) background = cell.getBgColor();
		else if (cell.isBgPalette()) background = paletteColor(theme, cell.getBgColor());
		if (cell.isInverse()) [foreground, background] = [background, foreground];
		if (cell.isDim()) foreground = mix(foreground, background, dimming);
		if (isCursor) [foreground, background] = [background, foreground];

		let word = cell.getCode() || blank;
		// A combined cell answers with its last code point; the base character is the one that can be drawn.
		if (cell.getChars().length > 1) word = cell.getChars().codePointAt(0) ?? blank;
		if (cell.getWidth() === 2) word = wideBox.left;
		else if (cell.getWidth() === 0 && afterWide) word = wideBox.right;
		if (word === 0xa0 || cell.isInvisible()) word = blank;
		if (cell.isBold() && word !== blank) word |= glyphBits.bold;
		if (cell.isUnderline()) word |= glyphBits.underline;
		if (cell.isStrikethrough()) word |= glyphBits.strike;
		if (cell.isOverline()) word |= glyphBits.overline;
		// The text colour of a blank cannot be seen; equal cells must have equal words.
		row[x * 2] = word;
		row[x * 2 + 1] = this.#pairs.id(word === blank ? background : foreground, background);
	}
}

const sameRow = (a: Row, b: Row): boolean => {
	if (a.length !== b.length) return false;
	for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
	return true;
};

/** True when nothing stands on the screen but, perhaps, the cursor. */
export const isBlank = ({rows}: Snapshot, pairs: ColorPairs, theme: Theme): boolean => {
	const empty = pairs.id(theme.background, theme.background);
	const cursor = pairs.id(theme.foreground, theme.foreground);
	let cursors = 0;
	return rows.every(row =>
		row.every((word, index) => {
			if (index % 2 === 0) return word === blank;
			if (word === cursor) cursors++;
			return word === empty || (word === cursor && cursors === 1);
		}),
	);
};

/** True when both screens show the same. */
export const sameScreen = (a: Snapshot, b: Snapshot): boolean =>
	a.columns === b.columns &&
	a.rows.length === b.rows.length &&
	a.rows.every((row, y) => row === b.rows[y] || sameRow(row, b.rows[y] as Row));
