import type {Guarantee} from '../guarantee.js';
import {overlapTime} from '../holders.js';
import type {Model, Overlap, Process, Run} from '../model.js';
import {plainText} from '../plain-text.js';
import {processOf, stepById} from '../select.js';
import {count, duration, evidence, list, moment} from '../words.js';

/** At most one step of the exclusive functions executes at a time. */
export function oneHolder(run: Run, model: Model): Guarantee | null {
	const {exclusive, units} = run.description;
	if (!exclusive) return null;
	const noun = units?.noun ?? 'step';
	const base = {
		id: 'one-holder',
		title: 'one holder at a time',
		claim: `At most one ${noun} executes with ${plainText(exclusive.resource)} at any moment.`,
	};
	if (run.overlap) return {...base, ...overlapped(run, run.overlap, model)};
	if (run.mostHolders === 0) {
		return {...base, verdict: 'open', evidence: 'nobody yet', why: 'No attempt has begun so far.', events: []};
	}
	const starts = run.steps
		.filter(step => exclusive.functions.includes(step.name))
		.flatMap(step => step.attempts.map(attempt => attempt.startSeq));
	return {
		...base,
		verdict: 'holds',
		evidence: 'at most 1',
		why: `Each of the ${count(starts.length, 'attempt')} began only after the one before it had ended: the generator does not advance until a step is over.`,
		events: evidence(starts),
	};
}

function overlapped(
	run: Run,
	overlap: Overlap,
	model: Model,
): Pick<Guarantee, 'verdict' | 'evidence' | 'why' | 'events'> {
	const until = overlap.until ?? model.at;
	const labels = list(overlap.steps.map(id => plainText(stepById(run, id)?.label ?? id)));
	const who = overlap.steps.length === 1 ? `${labels} executed twice` : `${labels} executed`;
	const end = overlap.until === null ? 'and still do' : `to ${moment(run, until)}`;
	const span = `From ${moment(run, overlap.from)} ${end}, ${who} at the same time in ${list(overlap.processes)}.`;
	return {
		verdict: 'broken',
		evidence: `${run.mostHolders} at once, ${duration(overlapTime(overlap, model.at))}`,
		why: `${span} ${reason(run, overlap, model)}`,
		events: evidence([lostHold(run, overlap)?.endSeq, overlap.seq, overlap.untilSeq]),
	};
}

/** The lease that somebody lost before the overlap began, although it executed on. */
function lostHold(run: Run, overlap: Overlap) {
	return run.holds.findLast(
		hold => hold.end === 'expired' && overlap.processes.includes(hold.process) && (hold.endSeq ?? 0) <= overlap.seq,
	);
}

function reason(run: Run, overlap: Overlap, model: Model): string {
	const lost = lostHold(run, overlap);
	if (!lost) return 'No lease had expired: the workflow itself started both without waiting for the first.';
	const process = processOf(model, lost.process);
	const stopped = process && stoppage(process, overlap.from);
	const cause = stopped
		? `${lost.process} was ${stopped}, so its lease expired`
		: `The lease of ${lost.process} expired`;
	return `${cause}, and the store gave the run to another process while ${lost.process} still believed that it held it.`;
}

/** How a process was kept from renewing its lease at that time. */
function stoppage(process: Process, at: number): string | null {
	const covers = (stretch: {from: number}) => stretch.from <= at;
	const frozen = process.frozen.findLast(covers)?.from ?? 0;
	const cut = process.cut.findLast(covers)?.from ?? 0;
	if (frozen === 0 && cut === 0) return null;
	return frozen >= cut ? 'frozen' : 'cut off from the store';
}
