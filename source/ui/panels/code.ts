import type {Run, Step} from '../../model/model.js';
import {type Inside, type TokenKind, tokensOf} from '../code-tokens.js';
import {ends, fill, type Line, rule, type Span, span, strong} from '../text/line.js';
import {padLeft, wrapWords} from '../text/width.js';

export type CodeProps = {
	/** Lines of the workflow's source; null when it cannot be read, undefined when nobody knows which file it is. */
	readonly source: readonly string[] | null | undefined;
	readonly file: string | null;
	/** The line at which the generator stands, or stood last, from 1. */
	readonly line: number | null;
	/** The process whose generator it is; null when nobody runs it now. */
	readonly process: string | null;
	/** Whether the run goes on: only then does its generator stand anywhere. */
	readonly going: boolean;
	readonly run: Run | null;
	/** The selected step, whose line is pointed at. */
	readonly selected: Step | null;
	readonly width: number;
	readonly rows: number;
};

const tabWidth = 2;

/** The workflow's own source with the place where its generator stands. */
export function code(props: CodeProps): Line[] {
	const {rows, width, source, file, line, going, selected} = props;
	if (rows <= 0) {
		return [];
	}

	if (rows === 1) {
		return [folded(props)];
	}

	const room = rows - 1;
	const name = nameOf(file);
	const head = rule([span(' '), strong(name)], width, whereabouts(props));
	if (!source) {
		const why = wrapWords(whyNone(file, name), width - 3).map(part => fill([span(`  ${part}`, 'muted')], width));
		return [head, ...why, ...blanks(room - why.length, width)].slice(0, rows);
	}

	const focus = selected?.line ?? line ?? 1;
	const from = Math.max(0, Math.min(focus - 1 - Math.floor((room - 1) / 2), source.length - room));
	const shown = source.slice(from, from + room);
	const digits = String(Math.min(source.length, from + room)).length;
	let inside = insideAt(source, from);
	const lines = shown.map((text, index) => {
		const parsed = tokensOf(text.replaceAll('\t', ' '.repeat(tabWidth)), inside);
		inside = parsed.inside;
		const number = from + index + 1;
		const here = going && number === line;
		const body = parsed.tokens.map(token => codeSpan(token.text, token.kind, here));
		const pointer = here ? strong('▶', 'running') : number === selected?.line ? strong('▸') : span(' ');
		return ends(
			[span(' '), pointer, span(` ${padLeft(String(number), digits)}  `, here ? undefined : 'muted'), ...body],
			served(props.run, number),
			width,
		);
	});
	return [head, ...lines, ...blanks(room - lines.length, width)];
}

function whyNone(file: string | null, name: string): string {
	return file === null
		? 'the workflow has not told yet where it stands'
		: `${name} cannot be read from here; everything else works without it`;
}

/** One line: that of the selected step, or else the one at which the generator stands. */
function folded({source, file, line, going, selected, run, width}: CodeProps): Line {
	const name = nameOf(file);
	const number = selected?.line ?? line;
	const text = number === null ? undefined : source?.[number - 1];
	if (!source || number === null || text === undefined) {
		return fill([span(' '), strong(name), span(`  ${whyNone(file, name)}`, 'muted')], width);
	}

	const here = going && number === line;
	const tokens = tokensOf(text.trim(), insideAt(source, number - 1)).tokens;
	const pointer = here ? strong('▶', 'running') : selected ? strong('▸') : span(' ');
	return ends(
		[
			...[span(' '), strong(name), span('  '), pointer, span(` ${number}  `, 'muted')],
			...tokens.map(token => codeSpan(token.text, token.kind, here)),
		],
		served(run, number),
		width,
	);
}

function nameOf(file: string | null): string {
	return file?.split(/[\\/]/).at(-1) ?? 'code';
}

function whereabouts({line, process, going}: CodeProps): Line {
	if (line === null || !going) {
		return [];
	}

	return [
		span(process === null ? `waits at line ${line}, no process needed ` : `line ${line} on ${process} `, 'muted'),
	];
}

function codeSpan(text: string, kind: TokenKind, here: boolean): Span {
	const bold = here || kind === 'keyword';
	const quiet = kind === 'comment' || kind === 'string';
	return {...span(text, quiet ? 'muted' : undefined), ...(bold ? {bold: true} : {})};
}

/** What is open at the beginning of a line: only comments and templates reach over line ends. */
function insideAt(source: readonly string[], line: number): Inside {
	let inside: Inside = 'code';
	for (const text of source.slice(Math.max(0, line - 200), line)) {
		inside = tokensOf(text, inside).inside;
	}

	return inside;
}

/** How many steps of a line were recorded, and how often one of them was served from the log. */
function served(run: Run | null, line: number): Line {
	const steps = run?.steps.filter(step => step.line === line) ?? [];
	const recorded = steps.filter(step => step.record !== null).length;
	const replayed = steps.reduce((sum, step) => sum + step.replays.length, 0);
	return [
		...(recorded > 0 ? [span(' ✓', 'done'), span(` ${recorded}`)] : []),
		...(replayed > 0 ? [span(` ◇ ${replayed}`, 'replayed')] : []),
		...(recorded + replayed > 0 ? [span(' ')] : []),
	];
}

function blanks(rows: number, width: number): Line[] {
	return Array.from({length: Math.max(0, rows)}, () => fill([], width));
}
