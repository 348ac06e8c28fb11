import type {Event} from '../../events.js';
import {judge} from '../../model/judge.js';
import type {Model} from '../../model/model.js';
import {stepById} from '../../model/select.js';
import type {Beat, Example, Moment} from './example.js';
import {exampleOf, isProven, type Progress, type Proof, type TourState} from './tour-state.js';

/** The tour after one more event, and the beat that came with it. */
export type Advance = {readonly state: TourState; readonly beat: Beat | null};

/**
 * The tour after an event, given the model after it (a later one will do).
 *
 * @returns The same state where the event means nothing to the example at hand.
 */
export function advance(state: TourState, event: Event, model: Model): Advance {
	const {progress} = state;
	const example = progress ? exampleOf(progress) : undefined;
	if (!progress || !example || event.seq <= progress.seq || event.run === null) {
		return {state, beat: null};
	}

	if (progress.phase === 'starting') {
		const isOurs = event.type === 'run.started' && event.workflow === example.workflow;
		return isOurs
			? watch(state, {...progress, phase: 'running', run: event.run}, example, event, model)
			: {state, beat: null};
	}

	return progress.phase === 'running' && event.run === progress.run
		? watch(state, progress, example, event, model)
		: {state, beat: null};
}

function watch(state: TourState, progress: Progress, example: Example, event: Event, model: Model): Advance {
	const fits = (moment: Moment | undefined) => moment !== undefined && isAt(moment, event, model);
	const next = example.beats[progress.beats];
	const beat = next && fits(next.at) ? next : null;
	const ended = example.ends.flatMap((end, index) => (fits(end) && !progress.ends.includes(index) ? [index] : []));
	const beats = progress.beats + (beat ? 1 : 0);
	// A run that ends otherwise than planned, by somebody's hand, ends the example too.
	const isCutShort = event.type === 'run.settled' && (event.state !== 'resolved' || beats < example.beats.length);
	if (!beat && ended.length === 0 && !isCutShort && progress === state.progress) {
		return {state, beat};
	}

	const later: Progress = {...progress, beats, ends: [...progress.ends, ...ended]};
	const isOver = isCutShort || later.ends.length === example.ends.length;
	return {state: isOver ? finished(state, later, example, model) : {...state, progress: later}, beat};
}

/** The guarantees are asked once, at the end: what is proven stays proven, whatever moment the screen shows. */
function finished(state: TourState, progress: Progress, example: Example, model: Model): TourState {
	const run = progress.run === null ? undefined : model.runs.get(progress.run);
	const guarantees = run ? judge(run, model) : [];
	const proofs = example.proves.flatMap(({guarantee: id, verdict}): Proof[] => {
		const guarantee = guarantees.find(each => each.id === id);
		return guarantee ? [{guarantee, isAsClaimed: guarantee.verdict === verdict}] : [];
	});
	const over: Progress = {...progress, phase: 'over', proofs};
	const isComplete = run?.state === 'resolved' && progress.beats === example.beats.length && isProven(over);
	return {
		...state,
		progress: isComplete ? over : {...over, proofs: proofs.map(proof => ({...proof, isAsClaimed: false}))},
		proven: isComplete && !state.proven.includes(example.id) ? [...state.proven, example.id] : state.proven,
	};
}

function isAt({type, step, caller}: Moment, event: Event, model: Model): boolean {
	if (event.type !== type) {
		return false;
	}

	const run = event.run === null ? undefined : model.runs.get(event.run);
	const label = 'step' in event && event.step !== undefined && run ? stepById(run, event.step)?.label : undefined;
	const name = 'caller' in event ? event.caller : undefined;
	return (step === undefined || step === label) && (caller === undefined || caller === name);
}
