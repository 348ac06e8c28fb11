import type {Request, Response} from '@resonatehq/sdk';
import {type CallInfo, originOf} from './call.js';
import {dataOf} from './response.js';
import type {Report} from './step.js';

/**
 * What one process knows of the calls of its workflows: what was said of each before its promise is created, and which
 * promises the store had settled by then, for those are served from the log. Nothing of the SDK's inside is needed for it.
 */
export class CallBook {
	readonly #announced = new Map<string, CallInfo>();
	readonly #labels = new Map<string, string>();
	readonly #recorded = new Set<string>();
	/** Told to be served as they were called; the SDK may ask the store for them all the same. */
	readonly #served = new Set<string>();
	readonly #process: string;
	readonly #report: Report;

	constructor(process: string, report: Report) {
		this.#process = process;
		this.#report = report;
	}

	/** A workflow makes a call. One whose promise the store has told to be settled will be served from the log. */
	announce(id: string, info: CallInfo): void {
		this.#labels.set(id, info.label);
		if (this.#recorded.has(id)) {
			this.#served.add(id);
			this.#replayed(id);
		} else {
			this.#announced.set(id, info);
		}
	}

	/** The label that was announced for a promise here. */
	labelById(id: string): string | undefined {
		return this.#labels.get(id);
	}

	/** What was announced for the promise that this request creates; once. */
	takeInfo(request: Request): CallInfo | undefined {
		const id = createdBy(request);
		const info = id === undefined ? undefined : this.#announced.get(id);
		if (id !== undefined) {
			this.#announced.delete(id);
		}

		return info;
	}

	/** Takes note of what the store replied. */
	learn(request: Request, response: Response): void {
		const {preload = [], action} = dataOf(response);
		for (const {id, state} of preload) {
			if (state !== 'pending') {
				this.#recorded.add(id);
			}
		}

		const created = createdBy(request);
		const {promise} = dataOf(action);
		const isKnown = created !== undefined && this.#served.delete(created);
		if (created !== undefined && !isKnown && promise && promise.state !== 'pending') {
			this.#replayed(created);
		}
	}

	#replayed(id: string): void {
		this.#report(originOf(id), {type: 'step.replayed', step: id, process: this.#process});
	}
}

/** The promise that a workflow's request creates. */
function createdBy(request: Request): string | undefined {
	const creates = request.kind === 'task.fence' && request.data.action.kind === 'promise.create';
	return creates ? request.data.action.data.id : undefined;
}
