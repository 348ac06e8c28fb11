import {Chalk, type ChalkInstance, supportsColor} from 'chalk';
import {asciiOnly} from './text/ascii.js';
import type {Line} from './text/line.js';

/** What a colour means, the same in every part of the screen. */
export type Tone =
	/** Executing, holding. */
	| 'running'
	/** Done, recorded, proven. */
	| 'done'
	/** Served from the log. */
	| 'replayed'
	/** Waiting; words of less weight. */
	| 'muted'
	/** Failed attempts, retries, armed faults, notes. */
	| 'warning'
	/** Killed, interrupted, broken. */
	| 'broken'
	/** Frozen or cut off. */
	| 'frozen'
	/** Lines between the parts. */
	| 'rule';

type Colour = {readonly dark: string; readonly light: string; readonly basic: (chalk: ChalkInstance) => ChalkInstance};

const palette: Readonly<Record<Tone, Colour>> = {
	running: {dark: '#1EE3CF', light: '#0B8A7D', basic: chalk => chalk.cyan},
	done: {dark: '#22C55E', light: '#15803D', basic: chalk => chalk.green},
	replayed: {dark: '#A855F7', light: '#7E22CE', basic: chalk => chalk.magenta},
	muted: {dark: '#94A3B8', light: '#5B6B80', basic: chalk => chalk.gray},
	warning: {dark: '#EAB308', light: '#A16207', basic: chalk => chalk.yellow},
	broken: {dark: '#EF4444', light: '#C81E1E', basic: chalk => chalk.red},
	frozen: {dark: '#60A5FA', light: '#1D4ED8', basic: chalk => chalk.blue},
	rule: {dark: '#475569', light: '#A8B3C2', basic: chalk => chalk.gray},
};

/** Turns lines into strings for one kind of terminal. */
export type Theme = {
	readonly paint: (line: Line) => string;
};

export type ThemeOptions = {
	readonly ascii: boolean;
	readonly colors: 0 | 1 | 2 | 3;
	readonly ground: 'dark' | 'light';
};

export function createTheme({ascii, colors, ground}: ThemeOptions): Theme {
	const chalk = new Chalk({level: colors});
	const inks: Readonly<Record<string, string>> = Object.fromEntries(
		Object.entries(palette).map(([tone, colour]) => [
			tone,
			opening(colors > 1 ? chalk.hex(colour[ground]) : colour.basic(chalk)),
		]),
	);
	const bold = opening(chalk.bold);
	const inverse = opening(chalk.inverse);

	return {
		paint(line) {
			// A blank end needs no drawing: the row is erased before it is written.
			const end = line.findLastIndex(each => each.inverse || each.text.trimEnd() !== '');
			let painted = '';
			let ink = '';
			let isBold = false;
			let isInverse = false;
			for (const each of line.slice(0, end + 1)) {
				// Ink takes every line apart again: the fewer codes, the less of the processor it needs.
				const isBlank = !each.inverse && !isInverse && each.text.trim() === '';
				if (!isBlank && colors > 0) {
					const next = each.tone === undefined ? '' : (inks[each.tone] ?? '');
					painted += isInverse && !each.inverse ? '\u001B[27m' : '';
					painted += isBold && !each.bold ? '\u001B[22m' : '';
					painted += next === ink ? '' : next === '' ? '\u001B[39m' : next;
					painted += each.bold && !isBold ? bold : '';
					painted += each.inverse && !isInverse ? inverse : '';
					[ink, isBold, isInverse] = [next, each.bold ?? false, each.inverse ?? false];
				}

				painted += ascii ? asciiOnly(each.ascii ?? each.text) : each.text;
			}

			return `${painted}${isInverse ? '\u001B[27m' : ''}${isBold ? '\u001B[22m' : ''}${ink === '' ? '' : '\u001B[39m'}`;
		},
	};
}

/** The escape sequence with which a style begins; none without colours. */
function opening(style: ChalkInstance): string {
	return style('.').split('.')[0] ?? '';
}

/** How many colours to use. `FORCE_COLOR` is stronger than `NO_COLOR`, as in Node. */
export function colorsOf(env: NodeJS.ProcessEnv): 0 | 1 | 2 | 3 {
	const level = supportsColor === false ? 0 : supportsColor.level;
	if (env.FORCE_COLOR !== undefined) {
		return level;
	}

	if (env.NO_COLOR) {
		return 0;
	}

	return level > 0 && env.COLORTERM === '24bit' ? 3 : level;
}

/** `COLORFGBG` is set by terminals that tell their colours: `0;15` is black on white. */
export function groundOf(env: NodeJS.ProcessEnv): 'dark' | 'light' {
	const background = Number(env.COLORFGBG?.split(';').at(-1));
	return background === 7 || background === 15 ? 'light' : 'dark';
}
