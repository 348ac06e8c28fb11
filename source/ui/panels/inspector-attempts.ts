import type {Attempt, Run} from '../../model/model.js';
import {column, type Line, lineWidth, type Span, span} from '../text/line.js';
import {duration} from '../text/units.js';
import {padLeft, wrapWords} from '../text/width.js';
import type {Tone} from '../theme.js';

/** Cells of the names on the left of the inspector. */
export const labelWidth = 13;

/** A line of the inspector: a name and what it is. */
export function fact(label: string, ...spans: Span[]): Line {
	return [column(`  ${label}`, labelWidth, 'muted'), ...spans];
}

const attemptLooks: Readonly<Record<Attempt['state'], readonly [glyph: string, tone: Tone, word: string]>> = {
	running: ['●', 'running', 'runs'],
	succeeded: ['✓', 'done', 'returned'],
	failed: ['✗', 'warning', 'threw'],
	interrupted: ['╳', 'broken', 'interrupted'],
};

/** One line; a reason that does not fit goes on below it. */
export function attemptFacts(attempt: Attempt, index: number, run: Run, now: number, width: number): Line[] {
	const [glyph, tone, word] = attemptLooks[attempt.state];
	const seconds = (at: number) => padLeft(((at - run.startedAt) / 1000).toFixed(2), 6);
	const {startedAt, endedAt, process, number, startSeq} = attempt;
	const reason = reasonOf(attempt);
	const head: Line = fact(
		index === 0 ? 'attempts' : '',
		span(`${number}  ${process}  ${seconds(startedAt)} to ${endedAt === null ? '   now' : seconds(endedAt)} s  `),
		span(`${padLeft(duration((endedAt ?? now) - startedAt), 7)}  `),
		span(`${glyph} ${word}`, tone),
	);
	const place = span(`  #${startSeq}`, 'muted');
	const line: Line = [...head, span(reason === '' ? '' : `: ${reason}`), place];
	return lineWidth(line) <= width
		? [line]
		: [
				[...head, place],
				...wrapWords(reason, width - labelWidth - 5)
					.slice(0, 3)
					.map(part => fact('', span(`   ${part}`))),
			];
}

function reasonOf({error, cause, lostAt, retryAt, endedAt}: Attempt): string {
	return [
		error ?? cause,
		lostAt === undefined ? undefined : 'its outcome was lost',
		retryAt === undefined || endedAt === null ? undefined : `retry after ${duration(retryAt - endedAt)}`,
	]
		.filter(part => part !== undefined)
		.join(', ');
}
