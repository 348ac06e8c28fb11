import type {Event} from '../events.js';
import type {Guarantee} from '../model/guarantee.js';
import {judge} from '../model/judge.js';
import type {Model} from '../model/model.js';
import {plainText} from '../model/plain-text.js';
import {stepById} from '../model/select.js';

const words: Readonly<Record<Guarantee['verdict'], string>> = {
	holds: 'holds',
	broken: 'BROKEN',
	open: 'open again',
	note: 'noted',
};

/** Names the places in a recording that are worth jumping to: each fault, and each change of a guarantee's verdict. */
export class Markers {
	readonly #verdicts = new Map<string, Guarantee['verdict']>();

	/** The markers of an event, given the model after it. */
	at(event: Event, model: Model): string[] {
		const fault = event.type === 'fault.injected' ? [faultLabel(event, model)] : [];
		const run = event.run === null ? undefined : model.runs.get(event.run);
		return run ? [...fault, ...judge(run, model).flatMap(guarantee => this.#change(run.id, guarantee))] : fault;
	}

	#change(run: string, {id, title, verdict, evidence}: Guarantee): string[] {
		const key = `${run} ${id}`;
		const before = this.#verdicts.get(key) ?? 'open';
		this.#verdicts.set(key, verdict);
		return before === verdict ? [] : [plainText(`${title}: ${words[verdict]} (${evidence})`)];
	}
}

function faultLabel(event: Extract<Event, {type: 'fault.injected'}>, model: Model): string {
	const run = event.run === null ? undefined : model.runs.get(event.run);
	const target = (run && stepById(run, event.target)?.label) ?? event.target;
	return plainText(`${event.fault} ${target}`);
}
