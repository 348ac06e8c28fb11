import type {Model, Run} from './model.js';

/** Puts a changed run into a model. */
export type PutRun = (model: Model, run: Run) => Model;

/** Leaves the model as it was: the runs are copied. */
export const putRun: PutRun = (model, run) => ({...model, runs: new Map(model.runs).set(run.id, run)});

/**
 * For many events at once, of which nobody sees the models in between: the runs are copied at the first change, and from then
 * on the copy itself is changed. A log of thousands of runs would else be copied with each of its events.
 */
export function putRunInto(): PutRun {
	let own: Map<string, Run> | null = null;
	return (model, run) => {
		if (own === null || own !== model.runs) own = new Map(model.runs);
		own.set(run.id, run);
		return {...model, runs: own};
	};
}
