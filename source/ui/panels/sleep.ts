import type {Run} from '../../model/model.js';
import {latestSleep} from '../../model/select.js';
import type {Columns} from '../layout.js';
import {blank, column, fill, joined, type Line, lineWidth, sleepLine, span} from '../text/line.js';
import {clock, count, duration} from '../text/units.js';

export type SleepProps = {
	readonly run: Run;
	readonly now: number;
	readonly columns: Columns;
	readonly width: number;
};

/** The durable sleep, a thing of its own: its deadline, what it has been through, and how long it still takes. */
export function sleep({run, now, columns, width}: SleepProps): Line {
	const latest = latestSleep(run);
	const name = column('durable sleep', Math.max(columns.label, 13), latest ? undefined : 'muted');
	const room = columns.cells - Math.max(0, 13 - columns.label);
	if (!latest) {
		return fill([span('  '), name, blank(2), span('not yet', 'muted')], width);
	}

	const {startedAt, deadline, first, endedAt, survived, shortened} = latest.sleep;
	const end = endedAt ?? run.settledAt;
	const asleep = end === null;
	const kills = survived > 0 ? 'done' : 'muted';
	const cuts = shortened > 0 ? 'warning' : 'muted';
	const facts =
		room < 60
			? factsOf(
					[[span(clock(deadline))], [span(count(survived, 'kill'), kills)], [span(`cut ${shortened}×`, cuts)]],
					room,
				)
			: factsOf(
					[
						[span(asleep ? 'until ' : 'was until '), span(clock(deadline))],
						[span(`survived ${count(survived, 'kill')}`, kills)],
						[span(`shortened ${shortened}×`, cuts)],
						...(deadline === first ? [] : [[span(`at first ${clock(first)}`, 'muted')]]),
					],
					room,
				);
	const bar = progress(startedAt, deadline, end ?? now, room - lineWidth(facts) - 2);
	const left = deadline - now;
	const verdict: Line = !asleep
		? [span('✓', 'done'), span(` slept ${duration(end - startedAt)}`)]
		: left > 0
			? [span('wakes in '), span(duration(left), 'running')]
			: [span('due, waking', 'running')];
	return fill(
		[
			span('  '),
			name,
			blank(2),
			...facts,
			blank(room - lineWidth(facts) - lineWidth(bar)),
			...bar,
			blank(2),
			...verdict,
		],
		width,
	);
}

function factsOf(facts: readonly Line[], room: number): Line {
	return joined(facts, span(' · ', 'muted'), room);
}

/** What is over and what is left of it, up to the deadline. */
function progress(from: number, deadline: number, now: number, room: number): Line {
	const cells = Math.min(room - 1, 40);
	if (cells < 8) {
		return [];
	}

	const over = Math.round(cells * Math.min(1, Math.max(0, (now - from) / Math.max(1, deadline - from))));
	return [span('━'.repeat(over), 'muted'), sleepLine(cells - over, 'rule'), span('┤', 'muted')];
}
