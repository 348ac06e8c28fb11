/** A piece of a line: a bare word, a quoted text (perhaps behind `name=`), or a pattern between slashes. */
export type Token =
	| {readonly kind: 'word'; readonly text: string}
	| {readonly kind: 'quoted'; readonly text: string; readonly name?: string}
	| {readonly kind: 'pattern'; readonly text: string; readonly flags: string};

/** What is wrong with a line, in words that follow its number. */
export class LineError extends Error {
	override readonly name = 'LineError';
}

const quotedToken = /^(?:([A-Za-z]+)=)?"((?:[^"\\]|\\.)*)"(?=\s|$)/;
const patternToken = /^\/((?:[^/\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+)\/([a-z]*)(?=\s|$)/;
const wordToken = /^[^\s"]+(?=\s|$)/;

/**
 * Cuts a line into its pieces; a `#` where a piece could begin starts a comment.
 *
 * @throws LineError
 */
export function tokensOf(line: string): Token[] {
	const tokens: Token[] = [];
	for (let rest = line.trimStart(); rest !== '' && !rest.startsWith('#'); rest = rest.trimStart()) {
		const [token, length] = nextToken(rest);
		tokens.push(token);
		rest = rest.slice(length);
	}

	return tokens;
}

function nextToken(rest: string): [token: Token, length: number] {
	const quoted = quotedToken.exec(rest);
	if (quoted) {
		const [all, name, text = ''] = quoted;
		return [{kind: 'quoted', text: unescaped(text), ...(name === undefined ? {} : {name})}, all.length];
	}

	const pattern = patternToken.exec(rest);
	if (pattern) {
		const [all, text = '', flags = ''] = pattern;
		return [{kind: 'pattern', text, flags}, all.length];
	}

	const [word] = wordToken.exec(rest) ?? [];
	// `key /` presses that key; a slash with more behind it wanted to be a pattern.
	if (word === undefined || (word.startsWith('/') && word.length > 1)) {
		throw new LineError(
			rest.startsWith('/')
				? 'the pattern has no end; write it between slashes, such as /retry in/, and a slash in it as \\/'
				: 'the quotes are not in pairs; write "such a text", and a quote in it as \\"',
		);
	}

	return [{kind: 'word', text: word}, word.length];
}

function unescaped(text: string): string {
	return text.replace(/\\(.)/gu, (_, character: string) => {
		if (character !== '"' && character !== '\\') {
			throw new LineError(`\\${character} means nothing in quotes; only \\" and \\\\ do`);
		}

		return character;
	});
}
