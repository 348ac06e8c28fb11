import {plainText} from '../model/plain-text.js';
import {UsageError} from '../usage/usage-error.js';
import {charactersOf, keyNamed, keyNames} from './keys.js';
import {durationOf, sizeOf} from './measures.js';
import {parseAwaited} from './parse-awaited.js';
import {type Instruction, longest, type Script, type ScriptLine} from './script.js';
import {LineError, type Token, tokensOf} from './tokens.js';

/** A script that cannot be played: the message is one clean line that names the file, the line, and what would be right. */
export class ScriptError extends UsageError {
	constructor(
		file: string,
		/** From 1. */
		readonly line: number,
		reason: string,
	) {
		super(plainText(`${file}:${line}: ${reason}.`));
	}
}

/** A script is written by people. */
const mostLines = 10_000;

/**
 * Reads a script.
 *
 * @param name What messages call it, such as its file's name.
 * @throws ScriptError
 */
export function parseScript(text: string, name: string): Script {
	const all = text.replace(/^\uFEFF/, '').split(/\r?\n/);
	if (all.length > mostLines) {
		throw new ScriptError(name, mostLines + 1, `a script may have ${mostLines} lines`);
	}

	const lines = all.flatMap((line, index): ScriptLine[] => {
		try {
			const instruction = parseLine(line);
			return instruction ? [{line: index + 1, instruction}] : [];
		} catch (error) {
			throw error instanceof LineError ? new ScriptError(name, index + 1, error.message) : error;
		}
	});
	if (lines.length === 0) {
		throw new ScriptError(name, 1, 'the script does nothing; write lines such as "key k" or "wait step.started"');
	}

	return {name, lines};
}

function parseLine(line: string): Instruction | undefined {
	if (/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/.test(line)) {
		throw new LineError('there is a control character; a script is plain text, and keys have names such as enter');
	}

	const [verb, ...rest] = tokensOf(line);
	if (verb === undefined) {
		return undefined;
	}

	const parse = verb.kind === 'word' && Object.hasOwn(verbs, verb.text) ? verbs[verb.text] : undefined;
	if (parse === undefined) {
		throw new LineError(`there is no instruction ${quote(verb.text)}; use ${Object.keys(verbs).join(', ')}`);
	}

	return parse(rest);
}

const verbs: Readonly<Record<string, (tokens: readonly Token[]) => Instruction>> = {
	size(tokens) {
		return {do: 'size', ...sizeOf(only(tokens, 'size', 'a size, such as size 100x30').text)};
	},

	key(tokens) {
		const keys = tokens.map(token => {
			const key = token.kind === 'pattern' ? undefined : keyNamed(token.text);
			if (key === undefined) {
				throw new LineError(
					`there is no key ${quote(token.text)}; use one character, such as k, or one of ${keyNames.join(', ')}`,
				);
			}

			return key;
		});
		if (keys.length === 0) {
			throw new LineError('key needs a key, such as key k or key left (the key # is written "#")');
		}

		return {do: 'key', keys};
	},

	type(tokens) {
		const {text} = only(tokens, 'type', 'one text, such as type jjk or type "a b"');
		if (charactersOf(text).length === 0) {
			throw new LineError('type needs at least one character');
		}

		return {do: 'type', text};
	},

	wait(tokens) {
		const [first, ...rest] = tokens;
		const limit = first?.kind === 'word' && /^[\d.]/.test(first.text) ? durationOf(first.text) : undefined;
		if (limit === 0) {
			throw new LineError('a wait of no time waits for nothing; use a limit such as 20s, or none');
		}

		const awaited = parseAwaited(limit === undefined ? tokens : rest);
		return {do: 'wait', awaited, ...(limit === undefined ? {} : {limit})};
	},

	pause(tokens) {
		const {text} = only(tokens, 'pause', `a time up to ${longest / 60_000}m, such as pause 1.5s`);
		return {do: 'pause', time: durationOf(text)};
	},

	caption(tokens) {
		const [token, ...more] = tokens;
		if (more.length > 0 || (token && (token.kind !== 'quoted' || token.name !== undefined))) {
			throw new LineError('caption needs one text in quotes, such as caption "a process dies", or none to end it');
		}

		return {do: 'caption', text: token?.text ?? ''};
	},
};

function only(tokens: readonly Token[], verb: string, right: string): Token {
	const [token, ...more] = tokens;
	if (token === undefined || more.length > 0 || token.kind === 'pattern' || ('name' in token && token.name)) {
		throw new LineError(`${verb} needs ${right}`);
	}

	return token;
}

function quote(text: string): string {
	return `'${text.slice(0, 60)}'`;
}
