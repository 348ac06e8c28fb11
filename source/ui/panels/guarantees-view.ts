import type {Guarantee} from '../../model/guarantee.js';
import type {Model, Run} from '../../model/model.js';
import {column, emptyLine, fill, type Line, rule, type Span, span, strong} from '../text/line.js';
import {widthOf, wrapWords} from '../text/width.js';
import {verdictLooks} from './guarantees.js';

export type GuaranteesViewProps = {
	readonly run: Run | null;
	readonly model: Model;
	readonly judge: (run: Run, model: Model) => readonly Guarantee[];
	readonly chosen: number;
	/** The place in the evidence that was visited last; -1 for none. */
	readonly evidence: number;
	/** The events that are visited one after the other, where that has begun. */
	readonly trail?: readonly number[];
	readonly width: number;
	readonly rows: number;
};

/** Every claim about the run; of the chosen one also what it says, why it holds or broke, and the events that prove it. */
export function guaranteesView({run, model, judge, chosen, evidence, trail, width, rows}: GuaranteesViewProps): Line[] {
	const all = run ? judge(run, model) : [];
	const current = all[Math.min(chosen, all.length - 1)];
	if (!run || !current) {
		return [rule([span(' '), strong('guarantees')], width), fill([span('  nothing to judge yet', 'muted')], width)];
	}

	const detail = detailOf(trail ? {...current, events: trail} : current, evidence, width, rows - 2);
	const room = Math.max(1, Math.min(all.length, rows - 1 - detail.length));
	const at = all.indexOf(current);
	const from = Math.max(0, Math.min(at - Math.floor(room / 2), all.length - room));
	const title = Math.max(...all.map(each => widthOf(each.title)));
	return [
		rule([span(' '), strong('guarantees'), span(` of ${run.description.title}`)], width),
		...all.slice(from, from + room).map(each => claimLine(each, each === current, title, width)),
		...detail,
	];
}

function claimLine({verdict, title, evidence}: Guarantee, isChosen: boolean, name: number, width: number): Line {
	const {glyph, tone, word} = verdictLooks[verdict];
	const head = column(title, Math.min(name, Math.floor(width / 2)));
	return fill(
		[
			isChosen ? strong(' ▸ ') : span('   '),
			span(`${glyph} `, tone),
			isChosen ? {...head, bold: true} : head,
			span('  '),
			column(word, 9, verdict === 'broken' ? 'broken' : 'muted'),
			span(evidence),
		],
		width,
	);
}

/** In a few rows, the events matter most, then the reason. */
function detailOf({claim, why, events}: Guarantee, visited: number, width: number, room: number): Line[] {
	const words = (label: string, text: string) =>
		wrapWords(text, Math.min(width - 14, 110)).map((part, index) => [
			column(index === 0 ? `   ${label}` : '', 12, 'muted'),
			span(part),
		]);
	const reason = words('why', why);
	const all = [emptyLine, ...words('claim', claim), ...reason];
	const some = all.length < room ? all : reason.slice(0, Math.max(0, room - 1));
	return [...some, eventsLine(events, visited, width)].map(line => fill(line, width));
}

/** As many as there is room for, the visited one among them. */
function eventsLine(events: readonly number[], visited: number, width: number): Line {
	const cells = Math.max(1, ...events.map(seq => `#${seq}  `.length));
	const room = Math.max(1, Math.floor((width - 16) / cells));
	const from = Math.max(0, Math.min(visited - Math.floor(room / 2), events.length - room));
	const proof = events
		.slice(from, from + room)
		.flatMap((seq, index): Span[] => [
			span(index === 0 ? '' : '  '),
			from + index === visited ? {...strong(`#${seq}`), inverse: true} : span(`#${seq}`),
		]);
	return [
		column('   events', 12, 'muted'),
		...(proof.length > 0 ? proof : [span('none yet', 'muted')]),
		span(from + room < events.length ? '  …' : ''),
	];
}
