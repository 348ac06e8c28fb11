import {emptyLine, fill, type Line, rule, span, strong} from '../text/line.js';
import {padTo, wrapWords} from '../text/width.js';
import {type Place, whyNot} from '../tour/availability.js';
import {documented, examples} from '../tour/examples.js';
import type {TourState} from '../tour/tour-state.js';

export type TourListProps = Place & {
	readonly tour: TourState;
	readonly chosen: number;
	readonly width: number;
	readonly rows: number;
};

/** All guided examples, with a tick for those proven in this sitting; of the chosen one also what is to be seen. */
export function tourList({tour, chosen, width, rows, ...place}: TourListProps): Line[] {
	const heading = (text: string): Line => [span(`  ${text}`, 'muted')];
	const all = examples.map((_, index) => row(index, tour, index === chosen, place));
	const list: ReadonlyArray<{readonly line: Line; readonly index: number}> = [
		{line: heading('the failure modes of the two documents'), index: 0},
		...all.slice(0, documented).map((line, index) => ({line, index})),
		{line: heading('and beyond them'), index: documented},
		...all.slice(documented).map((line, index) => ({line, index: documented + index})),
	];
	const detail = [emptyLine, ...detailOf(chosen, width, place)];
	const room = Math.max(1, rows - 1 - detail.length);
	const at = list.findLastIndex(({index}) => index === chosen);
	const from = Math.max(0, Math.min(at - Math.floor(room / 2), list.length - room));
	const shown = list.slice(from, from + room).map(({line}) => line);
	const proven = `${tour.proven.length} of ${examples.length} proven `;
	return [
		rule([span(' '), strong('guided examples')], width, [span(proven, 'muted')]),
		...[...shown, ...detail].map(line => fill(line, width)),
	];
}

function row(index: number, {proven}: TourState, isChosen: boolean, place: Place): Line {
	const example = examples[index];
	if (!example) {
		return emptyLine;
	}

	const isPossible = whyNot(example, place) === null;
	const text = `${padTo(example.workflow, 8)} ${example.title}`;
	return [
		isChosen ? strong(' ▸ ') : span('   '),
		proven.includes(example.id) ? span('✓ ', 'done') : span('· ', 'muted'),
		span(`${String(index + 1).padStart(2)}  `, 'muted'),
		isChosen ? strong(text) : span(text, isPossible ? undefined : 'muted'),
	];
}

function detailOf(chosen: number, width: number, place: Place): Line[] {
	const example = examples[chosen];
	const reason = example ? whyNot(example, place) : null;
	return wrapWords(reason ?? example?.look ?? '', Math.min(width - 6, 110)).map(part => [
		span(`   ${part}`, reason === null ? undefined : 'warning'),
	]);
}
