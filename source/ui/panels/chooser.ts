import type {Fault} from '../../events.js';
import type {Run} from '../../model/model.js';
import {faults, placements} from '../act-in-overlay.js';
import {selectedLane} from '../situation.js';
import {column, emptyLine, fill, type Line, rule, span, strong} from '../text/line.js';
import {wrapWords} from '../text/width.js';
import type {ArmedPlacement, View} from '../view-state.js';

export type ChooserProps = {
	readonly fault: Fault;
	readonly placement: ArmedPlacement;
	readonly run: Run | null;
	readonly view: View;
	readonly workflows: readonly string[];
	readonly platform: string;
	readonly width: number;
};

const headings: Readonly<Record<ArmedPlacement, string>> = {
	before: 'before its effect',
	'after-effect': 'after its effect',
	'after-record': 'after its record',
};

const faultWords: Readonly<Record<Fault, string>> = {
	throw: 'Its function throws.',
	kill: 'Its process gets SIGKILL.',
	freeze: 'Its process gets SIGSTOP.',
	cut: 'Its process loses the store.',
};

const consequences: Readonly<Record<ArmedPlacement, string>> = {
	before: 'Nothing has happened yet: what runs again does its work for the first time.',
	'after-effect':
		'The function has returned, nothing is recorded yet: what runs again repeats the side effect. Executed twice, recorded once.',
	'after-record': 'The record is in the store: the step is served from the log, its effect does not happen again.',
};

/** Which fault, and where in the step's life: a small table with one place chosen. */
export function chooser({fault, placement, run, view, workflows, platform, width}: ChooserProps): Line[] {
	const lane = run ? selectedLane(view, workflows[view.focus] ?? '', run) : null;
	const cell = width < 80 ? 17 : 20;
	const lines: Line[] = [
		rule([span(' '), strong('arm a fault'), span(lane ? ` on ${lane.label}` : '')], width),
		[column('', 11), ...placements.map(each => headingOf(each, placement, cell))],
		...faults.map(each => row(each, fault, placement, cell)),
		emptyLine,
		...wrapWords(`${sentence(fault, platform)} ${consequences[placement]}`, Math.min(width - 4, 110)).map(
			(text): Line => [span(`  ${text}`)],
		),
	];
	return lines.map(line => fill(line, width));
}

function headingOf(each: ArmedPlacement, chosen: ArmedPlacement, cell: number): Line[number] {
	return each === chosen ? {...column(headings[each], cell), bold: true} : column(headings[each], cell, 'muted');
}

function row(each: Fault, fault: Fault, placement: ArmedPlacement, cell: number): Line {
	const isChosen = each === fault;
	return [
		isChosen ? strong(' ▸ ') : span('   '),
		isChosen ? {...column(each, 8), bold: true} : column(each, 8, 'muted'),
		...placements.map(place =>
			isChosen && place === placement ? {...column('!', cell, 'warning'), bold: true} : column('·', cell, 'rule'),
		),
	];
}

function sentence(fault: Fault, platform: string): string {
	return fault === 'freeze' && platform === 'win32'
		? 'Windows cannot freeze a process: cut does the same.'
		: faultWords[fault];
}
