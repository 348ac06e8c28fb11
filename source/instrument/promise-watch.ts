import {Codec, type PromiseRecord} from '@resonatehq/sdk';
import type {Json, SettledState, StepKind} from '../events.js';
import {type CallInfo, originOf} from './call.js';
import {toJson} from './json.js';
import type {Report} from './step.js';

/** Follows the promises of a store: roots, steps and sleeps, from their creation to their record. */
export class PromiseWatch {
	/** Durable sleeps that nobody has woken yet: their deadline (ms since the epoch) as the store has it, by promise id. */
	readonly sleeps = new Map<string, number>();
	/** Promises that wait to be settled by somebody outside: ids. */
	readonly promises = new Set<string>();
	readonly #roots = new Map<string, 'expected' | 'found' | 'settled'>();
	/** Whether a step is recorded, by promise id. */
	readonly #recorded = new Map<string, boolean>();
	readonly #codec = new Codec();
	readonly #report: Report;

	constructor(report: Report) {
		this.#report = report;
	}

	/** Tells that a root is about to be created by somebody who reports that. */
	expect(root: string): void {
		this.#roots.set(root, 'expected');
	}

	/** A root was created, or asked for again, by a client whose calls nobody announces. */
	asked(sender: string, promise: PromiseRecord | undefined): void {
		if (!promise || promise.id !== originOf(promise.id) || this.#roots.get(promise.id) === 'expected') {
			return;
		}

		const {id} = promise;
		if (!this.#roots.has(id)) {
			this.#roots.set(id, 'found');
			const {func = id, args = []} = this.#call(promise);
			this.#report(id, {type: 'run.started', workflow: func, func, args: toJson(args), description: {title: func}});
		}

		this.#report(id, {type: 'caller.joined', caller: sender});
	}

	/** A workflow created a promise, or found it there; `info` is what was announced of it. */
	created(sender: string, promise: PromiseRecord, info?: CallInfo): void {
		const {id, tags, timeoutAt} = promise;
		if (this.#recorded.has(id)) {
			// The store itself may have settled it meanwhile, as it does with a sleep.
			this.settled(promise);
			return;
		}

		// A child with an id of its own choice is the root of a lineage of its own.
		this.asked(sender, promise);
		this.#recorded.set(id, false);
		const run = originOf(id);
		const kind = kindOf(promise);
		if (kind === 'promise') {
			this.promises.add(id);
		} else if (kind === 'sleep') {
			this.sleeps.set(id, timeoutAt);
		}

		const name = info?.name ?? this.#call(promise).func ?? kind;
		const parent = tags['resonate:parent'] ?? run;
		this.#report(run, {type: 'step.created', step: id, parent, kind, ...info, name, label: info?.label ?? name});
		if (kind === 'sleep') {
			this.#report(run, {type: 'sleep.started', step: id, deadline: timeoutAt});
		}

		this.settled(promise);
	}

	/**
	 * Takes note of a promise's settlement, if it is one and was not noted yet.
	 *
	 * @returns The root, when it is one that was settled just now.
	 */
	settled(promise: PromiseRecord, process?: string, version?: number): string | undefined {
		const {id} = promise;
		const run = originOf(id);
		const state = settledState(promise);
		const isRecorded = this.#recorded.get(id);
		const isRoot = id === run && this.#roots.has(id) && this.#roots.get(id) !== 'settled';
		if (!state || (isRecorded !== false && !isRoot)) {
			return undefined;
		}

		const value = this.#value(promise);
		if (isRecorded === false) {
			this.#recorded.set(id, true);
			this.promises.delete(id);
			const deadline = this.sleeps.get(id);
			if (deadline !== undefined) {
				this.sleeps.delete(id);
				this.#report(run, {type: 'sleep.ended', step: id, deadline});
			}

			this.#report(run, {type: 'step.recorded', step: id, state, value, process, version});
		}

		if (!isRoot) {
			return undefined;
		}

		this.#roots.set(id, 'settled');
		this.#report(run, {type: 'run.settled', state, value});
		return id;
	}

	/** What a promise was created to call. */
	#call(promise: PromiseRecord): {func?: string; args?: readonly unknown[]} {
		try {
			const call: unknown = this.#codec.decode(promise.param);
			return typeof call === 'object' && call !== null ? call : {};
		} catch {
			return {};
		}
	}

	#value(promise: PromiseRecord): Json {
		try {
			return toJson(this.#codec.decode(promise.value));
		} catch {
			return '(a value that this codec cannot read)';
		}
	}
}

const states: Readonly<Record<PromiseRecord['state'], SettledState | null>> = {
	pending: null,
	resolved: 'resolved',
	rejected: 'rejected',
	rejected_canceled: 'canceled',
	rejected_timedout: 'timedout',
};

function settledState({state}: PromiseRecord): SettledState | null {
	return states[state];
}

/** The SDK says what a promise is for in its tags: a timer, a local call, a call to a registered function, or none of them. */
function kindOf({id, tags}: PromiseRecord): StepKind {
	if (tags['resonate:timer'] === 'true') {
		return 'sleep';
	}

	if (tags['resonate:scope'] === 'local') {
		return 'run';
	}

	if (tags['resonate:target'] === undefined) {
		return 'promise';
	}

	return /:d[0-9a-f]+$/.test(id) ? 'detached' : 'rpc';
}
