import type {Run} from '../../model/model.js';
import {fill, type Line, lineWidth, span, strong} from '../text/line.js';
import {clock} from '../text/units.js';
import {padTo} from '../text/width.js';

export type StatesProps = {readonly run: Run; readonly width: number};

/** The strip of states that a run goes through, each with the time at which it was entered. */
export function states({run, width}: StatesProps): Line {
	const attempts = [
		strip(run, true, ' → '),
		strip(run, false, '  →  '),
		strip(run, false, ' → '),
		strip(run, false, '→ '),
		strip(run, false, '→'),
	];
	return fill([span('  '), ...(attempts.find(line => lineWidth(line) + 3 <= width) ?? attempts.at(-1) ?? [])], width);
}

/** Room for the times is kept from the start, so that nothing moves when a state is entered. */
function strip(run: Run, absolute: boolean, arrow: string): Line {
	const current = run.states.findLastIndex(state => state.at !== null);
	const over = run.state !== 'running';
	return run.states.flatMap((state, index) => {
		const time =
			state.at === null ? '' : absolute ? clock(state.at) : `${((state.at - run.startedAt) / 1000).toFixed(1)}s`;
		const isCurrent = index === current && !over;
		const entered = state.at !== null;
		const glyph = isCurrent ? strong('●') : entered ? span('✓', 'done') : span('·', 'muted');
		const name = isCurrent ? strong(state.name) : span(state.name, entered ? undefined : 'muted');
		return [
			...(index > 0 ? [span(arrow, 'muted')] : []),
			glyph,
			span(' '),
			name,
			span(padTo(` ${time}`, absolute ? 13 : 6), 'muted'),
		];
	});
}
