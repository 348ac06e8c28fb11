import {fill, type Line, rule, type Span, span, strong} from '../text/line.js';
import {wrapWords} from '../text/width.js';
import {examples} from '../tour/examples.js';
import {eventsOf, exampleOf, isProven, type Progress, type Proof, type TourState} from '../tour/tour-state.js';
import {verdictLooks} from './guarantees.js';

/** Rows for the example at hand: a rule and its words; none without one. */
export function bannerRows({progress}: TourState, columns: number, rows: number): number {
	if (!progress) {
		return 0;
	}

	return rows >= 30 || columns < 80 ? 4 : 3;
}

/** What to look at, and afterwards what it came to and the events that prove it. */
export function tourBanner({progress, visited}: TourState, width: number, rows: number): Line[] {
	const example = progress ? exampleOf(progress) : undefined;
	if (!progress || !example || rows <= 0) {
		return [];
	}

	const title = `example ${progress.index + 1} of ${examples.length}`;
	const head = rule(
		[span(' '), strong(title), span(`  ${example.workflow}: ${example.title}`)],
		width,
		stateOf(progress),
	);
	const words = progress.phase === 'over' ? ending(progress, visited) : saying(progress, width);
	const room = rows - 1;
	// The proofs come last: where there is no room for all, they are what stays.
	const shown = words.length > room ? words.slice(progress.phase === 'over' ? -room : 0).slice(0, room) : words;
	return [head, ...shown, ...Array.from({length: room - shown.length}, (): Line => [])].map(line => fill(line, width));
}

function stateOf(progress: Progress): Line {
	switch (progress.phase) {
		case 'ready':
			return [span('ready ', 'muted')];
		case 'starting':
			return [span('starting ', 'muted')];
		case 'running':
			return [span('● ', 'running'), span('going on ')];
		case 'over':
			return isProven(progress) ? [span('✓ ', 'done'), span('proven ')] : [span('! ', 'warning'), span('not proven ')];
	}
}

function saying(progress: Progress, width: number): Line[] {
	const example = exampleOf(progress);
	const said = example?.beats.slice(0, progress.beats).findLast(({say}) => say !== undefined)?.say;
	return wrapWords(said ?? example?.look ?? '', Math.min(width - 4, 110)).map(part => [span(`  ${part}`)]);
}

function ending(progress: Progress, visited: number): Line[] {
	const told = isProven(progress) ? exampleOf(progress)?.told : 'It went otherwise this time: enter tries it again.';
	let before = 0;
	const proofs = progress.proofs.map(proof => {
		const line = proofLine(proof, visited - before);
		before += eventsOf(proof).length;
		return line;
	});
	return [[span(`  ${told ?? ''}`)], ...proofs];
}

function proofLine(proof: Proof, visited: number): Line {
	const {verdict, title, evidence} = proof.guarantee;
	const {glyph, tone, word} = verdictLooks[verdict];
	const events = eventsOf(proof).flatMap((seq, index): Span[] => [
		span(index === 0 ? '   ' : ' '),
		index === visited ? {...strong(`#${seq}`), inverse: true} : span(`#${seq}`, 'muted'),
	]);
	return [span('  '), span(`${glyph} `, tone), strong(title), span(`  ${word}: ${evidence}`), ...events];
}
