import type {Json} from '../../events.js';
import type {Model, Run, Step} from '../../model/model.js';
import type {Lane} from '../../model/select.js';
import {selectedLane} from '../situation.js';
import {fill, type Line, rule, span, strong} from '../text/line.js';
import {clock, count} from '../text/units.js';
import {cut, wrapWords} from '../text/width.js';
import type {View} from '../view-state.js';
import {attemptFacts, fact, labelWidth} from './inspector-attempts.js';
import {placementWord} from './verdict.js';

export type InspectorProps = {
	readonly run: Run | null;
	readonly model: Model;
	readonly view: View;
	readonly workflows: readonly string[];
	readonly now: number;
	readonly width: number;
	readonly rows: number;
	readonly scroll: number;
};

/** All that the log knows about one step. */
export function inspector({run, view, workflows, now, width, rows, scroll}: InspectorProps): Line[] {
	const lane = run ? selectedLane(view, workflows[view.focus] ?? '', run) : null;
	if (!run || !lane) {
		return [rule([span(' '), strong('inspector')], width), fill([span('  select a lane with ↑ ↓', 'muted')], width)];
	}

	const facts = lane.step ? stepFacts(lane.step, lane, run, now, width) : laneFacts(lane, width);
	const room = Math.max(1, rows - 1);
	const from = Math.max(0, Math.min(scroll, facts.length - room));
	const rest = facts.length - from - room;
	return [
		rule([span(' '), strong(lane.label), span(lane.step ? `  ${lane.step.name}` : '', 'muted')], width, [
			span(rest > 0 ? `PgDn: ${count(rest, 'more line')} ` : '', 'muted'),
		]),
		...facts.slice(from, from + room).map(line => fill(line, width)),
	];
}

/** A long value goes over a few lines and is cut off after them. */
function valueLines(label: string, value: Json | undefined, width: number, most = 3): Line[] {
	if (value === undefined) {
		return [];
	}

	const text = (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll(',"', ', "');
	const lines = wrapWords(text, width - labelWidth - 2);
	const kept = lines.slice(0, most);
	const hidden = text.length - kept.join(' ').length;
	return kept.map((part, index) => {
		const folded = index === most - 1 && lines.length > most ? ` … ${count(hidden, 'more character')}` : '';
		return fact(
			index === 0 ? label : '',
			span(folded === '' ? part : cut(part, width - labelWidth - 2 - folded.length)),
			span(folded, 'muted'),
		);
	});
}

function laneFacts(lane: Lane, width: number): Line[] {
	return [
		fact('state', span('not reached yet: the generator has not created this step')),
		...armedFacts(lane),
		...wrapWords('c arms its first attempt, f arms any fault at any place of it.', width - labelWidth - 2).map(text =>
			fact('', span(text, 'muted')),
		),
	];
}

function stepFacts(step: Step, lane: Lane, run: Run, now: number, width: number): Line[] {
	const interrupted = step.attempts.filter(attempt => attempt.state === 'interrupted').length;
	return [
		fact('promise', strong(step.id)),
		fact(
			'function',
			span(step.name),
			span(step.file === undefined ? '' : `  ${fileName(step.file)}:${step.line ?? 1}`, 'muted'),
			span(step.kind === 'run' ? '' : `  ${step.kind}`, 'muted'),
		),
		fact(
			'counts',
			span(`executed ${lane.executed}×`),
			span(' · ', 'muted'),
			span(`served from the log ${lane.replayed}×`, lane.replayed > 0 ? 'replayed' : undefined),
			span(' · ', 'muted'),
			span(`interrupted ${interrupted}×`, interrupted > 0 ? 'broken' : undefined),
			span(' · ', 'muted'),
			span(`recorded ${step.records}×`, step.records === 1 ? 'done' : undefined),
		),
		recordFact(step),
		...sleepFacts(step),
		...(step.retry === undefined ? [] : [fact('retry', span(step.retry))]),
		...armedFacts(lane),
		...step.attempts.flatMap((attempt, index) => attemptFacts(attempt, index, run, now, width)),
		...step.replays.map(({at, seq, process}, index) =>
			fact(
				index === 0 ? 'served' : '',
				span('◇ ', 'replayed'),
				span(`to ${process} at ${clock(at)}`),
				span(`  #${seq}`, 'muted'),
			),
		),
		...step.rejected.map(({at, seq, process, status, write, version}, index) =>
			fact(
				index === 0 ? 'refused' : '',
				span('╳ ', 'warning'),
				span(`${status} ${write} of ${process} with version ${version} at ${clock(at)}`),
				span(`  #${seq}`, 'muted'),
			),
		),
		...valueLines('arguments', step.args, width),
		...valueLines('value', step.record?.value, width),
	];
}

function recordFact({record}: Step): Line {
	if (!record) {
		return fact('record', span('none yet', 'muted'));
	}

	const ok = record.state === 'resolved';
	const by = record.process === undefined ? 'by the store' : `by ${record.process}`;
	return fact(
		'record',
		span(ok ? '✓ ' : '✗ ', ok ? 'done' : 'warning'),
		span(`${record.state} at ${clock(record.at)} ${by}`),
		span(record.version === undefined ? '' : `, version ${record.version}`),
		span(`  #${record.seq}`, 'muted'),
	);
}

function sleepFacts({sleep}: Step): Line[] {
	if (!sleep) {
		return [];
	}

	const first = sleep.deadline === sleep.first ? '' : `, at first ${clock(sleep.first)}`;
	return [
		fact('deadline', span(`${clock(sleep.deadline)}${first}`)),
		fact('', span(`survived ${count(sleep.survived, 'kill')}, shortened ${sleep.shortened}×`)),
	];
}

function armedFacts({armed}: Lane): Line[] {
	return armed.map(({fault, placement}, index) =>
		fact(index === 0 ? 'armed' : '', span('! ', 'warning'), span(`${fault} ${placementWord[placement]}`)),
	);
}

function fileName(file: string): string {
	return file.split(/[\\/]/).at(-1) ?? file;
}
