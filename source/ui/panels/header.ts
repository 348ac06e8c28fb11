import {clip, ends, joined, type Line, lineWidth, span, strong} from '../text/line.js';
import {duration} from '../text/units.js';
import {padLeft} from '../text/width.js';

export type HeaderProps = {
	readonly width: number;
	/** Titles of the workflows in order; the focused one's place. */
	readonly workflows: readonly string[];
	readonly focus: number;
	/** Null when live; the event shown, and how many there are by now. */
	readonly paused: {readonly seq: number; readonly of: number} | null;
	/** False when a journal is shown. */
	readonly live: boolean;
	/** Which run of the focused workflow this is, from 1, and how many there are. */
	readonly run: {readonly number: number; readonly of: number};
	/** How long it has taken so far, in ms. */
	readonly elapsed: number;
	readonly store: string;
	readonly processes: ReadonlyArray<{readonly name: string; readonly holds: boolean; readonly troubled: boolean}>;
	readonly pace: number;
};

/** One row: who we are, what is shown, whether it is now. */
export function header(props: HeaderProps): Line {
	const {width, workflows, focus} = props;
	const tabs: Line = workflows.flatMap((name, index) => [
		...(index > 0 ? [span(' · ', 'muted')] : []),
		...(workflows.length > 1 ? [span(`${index + 1} `, index === focus ? undefined : 'muted')] : []),
		index === focus ? strong(name) : span(name, 'muted'),
	]);
	const name: Line = [strong(' durable-tui'), span('   ')];
	const moment = momentOf(props);
	const facts: Line[] = [
		moment,
		[span('run ', 'muted'), span(String(props.run.number)), ...ofAll(props.run)],
		[span(padLeft(duration(props.elapsed), 7))],
		...(props.processes.length > 0 ? [processesOf(props)] : []),
		[span(props.store, 'muted')],
		[span('pace ', 'muted'), span(String(props.pace))],
	];
	const tail = joined(facts, span('   '), width - lineWidth(tabs) - lineWidth(name) - 4);
	if (lineWidth(tail) >= lineWidth(moment)) {
		return ends([...name, ...tabs], [...tail, span(' ')], width);
	}

	return ends([span(' '), ...clip(tabs, width - lineWidth(moment) - 4)], [...moment, span(' ')], width);
}

/** How many there are need only be said of an older one. */
function ofAll({number, of}: HeaderProps['run']): Line {
	return number < of ? [span(` of ${of}`, 'warning')] : [];
}

function momentOf({paused, live}: HeaderProps): Line {
	if (paused === null) {
		return live ? [strong('● LIVE')] : [strong('● JOURNAL')];
	}

	const digits = String(paused.of).length;
	return [
		{...strong(' ‖ PAUSED ', 'warning'), inverse: true},
		span(' at '),
		strong(`#${String(paused.seq).padStart(digits)}`),
		span(` of ${paused.of}`),
	];
}

function processesOf({processes}: HeaderProps): Line {
	return processes.flatMap(({name, holds, troubled}, index) => [
		...(index > 0 ? [span(' ')] : []),
		span(name, troubled ? 'frozen' : undefined),
		span(troubled ? '░' : holds ? '●' : '○', troubled ? 'frozen' : holds ? 'running' : 'muted'),
	]);
}
