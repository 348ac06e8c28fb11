import type {EventOf} from '../events.js';
import type {Guarantee} from '../model/guarantee.js';
import type {Model, Run} from '../model/model.js';
import type {Line as Told} from '../model/narrate.js';
import {runsOf} from '../model/select.js';
import {bodyLines} from './body.js';
import {contentOf} from './content.js';
import {layout, smallest} from './layout.js';
import {footer} from './panels/footer.js';
import {header} from './panels/header.js';
import {hintFor} from './panels/hint.js';
import {overlayLines} from './panels/overlay.js';
import {statusLine} from './panels/status.js';
import {tourBanner} from './panels/tour-banner.js';
import {runIn} from './situation.js';
import {fill, type Line, span} from './text/line.js';
import {wrapWords} from './text/width.js';
import type {TourState} from './tour/tour-state.js';
import {coversAll, type View} from './view-state.js';

export type FrameProps = {
	/** Size of the terminal. */
	readonly columns: number;
	readonly rows: number;
	readonly view: View;
	/** What is shown: the model now, or as it was under the cursor. */
	readonly model: Model;
	readonly tour: TourState;
	/** Words over the screen; empty for none. */
	readonly caption?: string;
	/** Number of the newest event, whatever is shown. */
	readonly newest: number;
	/** The time that counts as now. */
	readonly now: number;
	readonly workflows: readonly string[];
	/** The name of the user's program that starts the runs, if it is one. */
	readonly program?: string;
	readonly store: string;
	readonly live: boolean;
	readonly platform: string;
	/** The guarantees of a run at the moment shown. */
	readonly judge: (run: Run, model: Model) => readonly Guarantee[];
	/** The last things that happened up to the moment shown, in words. */
	readonly entries: (count: number) => readonly Told[];
	/** The last lines that processes printed up to the moment shown. */
	readonly printed?: (count: number) => ReadonlyArray<EventOf<'output'>>;
	readonly readSource?: (file: string) => readonly string[] | null;
};

/** The whole screen as lines, one less than the terminal has rows, each as wide as the terminal. */
export function frame(props: FrameProps): Line[] {
	const {columns, rows, view, workflows} = props;
	const runs = workflows.map(name => runIn(view, props.model, name));
	const place = layout(columns, rows, contentOf(props, runs));
	if (place === null) {
		return tooSmall(columns, rows);
	}

	const run = runs[view.focus] ?? null;
	const head = header({
		width: columns,
		workflows: workflows.map((name, index) => runs[index]?.description.title ?? name),
		focus: view.focus,
		paused: view.cursor === null ? null : {seq: view.cursor.seq, of: props.newest},
		live: props.live,
		run: numbersOf(run, props.model),
		elapsed: run ? (run.settledAt ?? props.now) - run.startedAt : 0,
		store: props.store,
		processes: props.model.processes
			.filter(process => process.exitedAt === null)
			.map(({name, holding, state}) => ({
				name,
				holds: holding.length > 0,
				troubled: state === 'frozen' || state === 'cut',
			})),
		pace: props.model.pace,
	});
	const status = statusLine({
		status: view.status,
		caption: props.caption ?? '',
		hint: hintFor({...props, run}),
		width: columns,
	});
	const body =
		view.overlay !== null && coversAll(view.overlay)
			? overlayLines({...props, run, rows: place.rows - 3, overlay: view.overlay})
			: [...bodyLines(props, place, runs), ...tourBanner(props.tour, columns, place.banner)];
	return [head, ...body, status, footer(columns, view.overlay)];
}

/** Which run of its workflow this is, of how many. */
function numbersOf(run: Run | null, model: Model): {readonly number: number; readonly of: number} {
	const runs = run ? runsOf(model, run.workflow) : [];
	return {number: Math.max(1, runs.findIndex(each => each.id === run?.id) + 1), of: Math.max(1, runs.length)};
}

function tooSmall(columns: number, rows: number): Line[] {
	const text = `durable-tui needs ${smallest.columns} × ${smallest.rows} to draw; this terminal has ${columns} × ${rows}. Please make it a little larger: the run goes on meanwhile.`;
	const lines = wrapWords(text, Math.max(1, columns - 2)).map(line =>
		fill([span(columns > 4 ? ' ' : ''), span(line)], columns),
	);
	return lines.slice(0, Math.max(1, rows - 1));
}
