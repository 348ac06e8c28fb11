import type {Model, Run} from '../../model/model.js';
import type {Lane} from '../../model/select.js';
import {type Line, lineWidth, sleepLine, span} from '../text/line.js';
import {duration} from '../text/units.js';
import {padTo} from '../text/width.js';

export type VerdictProps = {
	readonly lane: Lane;
	readonly run: Run;
	readonly model: Model;
	readonly now: number;
	/** Cells of the column. */
	readonly width: number;
};

/** What a lane comes to, in a glyph and a few words that fit the column. */
export function verdict(props: VerdictProps): Line {
	return longest(sayings(props), props.width);
}

/** The same in more and more words; the first one always fits. */
function sayings({lane, run, model, now}: VerdictProps): Line[] {
	const {step, state, executed, replayed} = lane;
	const last = step?.attempts.at(-1);
	const served: Line[] =
		replayed > 0 ? [[span(` ◇ ${replayed}`, 'replayed')], [span(` ◇ ${replayed} from log`, 'replayed')]] : [[]];
	switch (state) {
		case 'running':
			return holding(props(lane, run, model));
		case 'backoff': {
			const left = duration((last?.retryAt ?? now) - now);
			return [[span(`┄ ${left}`, 'warning')], [span(`┄ retry in ${left}`, 'warning')]];
		}
		case 'failed':
			return [[span(`✗ failed ${executed}×`, 'warning')]];
		case 'interrupted':
			return interrupted(lane, run);
		case 'sleeping': {
			const left = duration((step?.sleep?.deadline ?? now) - now);
			return [
				[sleepLine(1), span(' '), span(left, 'running')],
				[sleepLine(1), span(' wakes in '), span(left, 'running')],
			];
		}
		case 'pending':
			// A step of our own is about to be called; only a promise waits for somebody outside.
			return step?.kind === 'promise'
				? [[span('· pending', 'muted')], [span('· waits to be settled', 'muted')]]
				: [[span('· pending', 'muted')]];
		case 'open':
			return [[span(run.state === 'canceled' ? '· given up' : '┈ under way', 'muted')]];
		case 'waiting':
			return waiting(lane);
		case 'recorded':
		case 'rejected': {
			if (step?.sleep) {
				const slept = duration((step.sleep.endedAt ?? now) - step.sleep.startedAt);
				const done = span('✓', 'done');
				const short = step.sleep.deadline < step.sleep.first ? ', cut short' : '';
				return [
					[done, span(` ${slept}`)],
					[done, span(` slept ${slept}`)],
					...served.map(more => [done, span(` slept ${slept}`), ...more]),
					...(replayed > 0 ? [] : [[done, span(` slept ${slept}${short}`)]]),
				];
			}

			const glyph = state === 'recorded' ? span('✓', 'done') : span('✗', 'warning');
			const done = executed > 0 ? `ran ${executed}×` : step?.kind === 'promise' ? 'settled' : 'done';
			const word = state === 'recorded' ? done : `${step?.record?.state ?? 'rejected'} ${executed}×`;
			return served.map(more => [glyph, span(` ${padTo(word, Math.max(6, word.length))}`), ...more]);
		}
	}
}

type Holding = {
	readonly word: string;
	readonly attempt: number;
	readonly processes: readonly string[];
	readonly stuck: boolean;
};

function props({step, executed}: Lane, run: Run, model: Model): Holding {
	const running = step?.attempts.filter(attempt => attempt.state === 'running') ?? [];
	const processes = running.map(attempt => attempt.process);
	const stuck = (name: string) =>
		model.processes.some(process => process.name === name && (process.state === 'frozen' || process.state === 'cut'));
	return {
		word: run.description.exclusive?.functions.includes(step?.name ?? '') ? 'holds' : 'runs',
		attempt: executed,
		processes,
		stuck: processes.length > 0 && processes.every(stuck),
	};
}

/** Two processes that believe they hold it are the one thing that must not be overlooked. */
function holding({word, attempt, processes, stuck}: Holding): Line[] {
	if (processes.length === 0) {
		return [[span('● returned', 'running')], [span('● returned, no record', 'running')]];
	}

	if (processes.length > 1) {
		return [
			[span(`▓ ${processes.length} ${word}`, 'broken')],
			[span(`▓ ${processes.join(' and ')} ${word === 'holds' ? 'hold' : 'run'}`, 'broken')],
		];
	}

	if (stuck) {
		return [[span(`░ ${word} on`, 'frozen')], [span(`░ believes it ${word}`, 'frozen')]];
	}

	const again = attempt > 1 ? `, run ${attempt}` : '';
	return [
		[span(`● ${word}`, 'running'), span(again)],
		[span(`● ${word}`, 'running'), span(`${again} on ${processes[0] ?? ''}`)],
	];
}

function interrupted({step, executed}: Lane, run: Run): Line[] {
	const last = step?.attempts.at(-1);
	const over = run.state !== 'running';
	const word = last?.state === 'interrupted' ? (last.cause?.includes('cancel') ? 'canceled' : 'killed') : 'lost';
	return [
		[span(`╳ ${word}`, 'broken')],
		[span(`╳ ${word}`, 'broken'), span(over ? ` after ${executed}×` : ', runs again')],
	];
}

function waiting({armed}: Lane): Line[] {
	const fault = armed[0];
	return fault
		? [[span(`! ${fault.fault}`, 'warning')], [span(`! ${fault.fault} ${placementWord[fault.placement]}`, 'warning')]]
		: [[span('· waiting', 'muted')]];
}

export const placementWord = {
	before: 'before effect',
	'after-effect': 'after effect',
	'after-record': 'after record',
	running: 'at once',
} as const;

function longest(lines: readonly Line[], width: number): Line {
	return lines.findLast(line => lineWidth(line) <= width) ?? lines[0] ?? [];
}
