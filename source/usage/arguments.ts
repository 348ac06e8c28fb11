import {plainText} from '../model/plain-text.js';
import {UsageError} from './usage-error.js';

/** How options are declared to meow. */
export type Declared = Readonly<Record<string, {readonly type: 'string' | 'boolean'; readonly isMultiple?: true}>>;

/** Options that every program of this kind has. */
const common: Declared = {help: {type: 'boolean'}, version: {type: 'boolean'}};

/**
 * Refuses what the parser would take in silence: unknown options, missing and superfluous values, repetitions.
 *
 * @throws UsageError
 */
export function checkArguments(argv: readonly string[], flags: Declared): void {
	const declared = {...common, ...flags};
	const given = new Set<string>();
	for (let index = 0; index < argv.length; index++) {
		const argument = argv[index] ?? '';
		if (argument === '--') {
			return;
		}

		if (!argument.startsWith('-') || argument === '-') {
			continue;
		}

		const [, name = '', value] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
		const key = optionName(name);
		const option = Object.hasOwn(declared, key) ? declared[key] : undefined;
		if (option === undefined) {
			const shown = plainText(argument.replace(/=.*/s, '')).slice(0, 60);
			throw new UsageError(`There is no option ${shown}; durable-tui --help lists them.`);
		}

		if (given.has(name) && !option.isMultiple) {
			throw new UsageError(`--${name} is given twice; once is enough.`);
		}

		given.add(name);
		const next = argv[index + 1];
		if (option.type === 'string') {
			index += value === undefined ? 1 : 0;
			checkValue(name, value ?? next, value !== undefined);
		} else if (value !== undefined || next === 'true' || next === 'false') {
			throw new UsageError(`--${name} takes no value; it is on when it is there.`);
		}
	}

	if (given.has('json') && given.has('plain')) {
		throw new UsageError('--json and --plain contradict each other; use one of them.');
	}
}

/** What an option is called in the table of flags: `--cast-version` is `castVersion`. */
export function optionName(written: string): string {
	return written.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** A value of its own may begin with a dash only if it is a number or nothing more (for stdin); after `=` it may be anything. */
function checkValue(name: string, value: string | undefined, isAttached: boolean): void {
	if (value === undefined || value === '' || (!isAttached && /^-(?!\d+(\.\d+)?$|$)/.test(value))) {
		throw new UsageError(`--${name} needs a value; durable-tui --help shows which.`);
	}
}
