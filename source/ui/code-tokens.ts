/** What a piece of TypeScript is, as far as it should look different. */
export type TokenKind = 'plain' | 'keyword' | 'string' | 'comment' | 'number' | 'durable';

export type Token = {readonly text: string; readonly kind: TokenKind};

/** What a line ends in the middle of. */
export type Inside = 'code' | 'comment' | 'template';

const keywords = new Set(
	(
		'abstract as async await break case catch class const continue debugger default delete do else enum export extends ' +
		'false finally for from function if implements import in instanceof interface let new null of private protected ' +
		'public readonly return satisfies static super switch this throw true try type typeof undefined var void while yield'
	).split(' '),
);

const pattern =
	/(\/\/.*)|(\/\*.*?(?:\*\/|$))|('(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?)|(`(?:[^`\\]|\\.)*(?:`|$))|(\b\d[\w.]*)|(\bctx\s*\.\s*[A-Za-z]+)|([A-Za-z_$][\w$]*)|([^\w$'"`/]+|[\s\S])/g;

const kinds: readonly TokenKind[] = ['comment', 'comment', 'string', 'string', 'number', 'durable', 'plain', 'plain'];

/** The tokens of one line, given what the line before it left open. */
export function tokensOf(line: string, inside: Inside = 'code'): {tokens: Token[]; inside: Inside} {
	const tokens: Token[] = [];
	let start = 0;
	if (inside !== 'code') {
		const end = inside === 'comment' ? line.indexOf('*/') + 1 : endOfTemplate(line);
		const kind = inside === 'comment' ? 'comment' : 'string';
		if (end <= 0) {
			return {tokens: [{text: line, kind}], inside};
		}

		start = end + (inside === 'comment' ? 1 : 0);
		tokens.push({text: line.slice(0, start), kind});
	}

	let open: Inside = 'code';
	for (const match of line.slice(start).matchAll(pattern)) {
		const group = match.slice(1).findIndex(part => part !== undefined);
		const text = match[0];
		const word = group === 6 && keywords.has(text);
		tokens.push({text, kind: word ? 'keyword' : (kinds[group] ?? 'plain')});
		if (group === 1 && !text.endsWith('*/')) {
			open = 'comment';
		} else if (group === 3 && (text.length === 1 || !text.endsWith('`'))) {
			open = 'template';
		}
	}

	return {tokens, inside: open};
}

/** The place behind the backtick that closes a template; 0 when it goes on. */
function endOfTemplate(line: string): number {
	const match = /^(?:[^`\\]|\\.)*`/.exec(line);
	return match ? match[0].length : 0;
}
