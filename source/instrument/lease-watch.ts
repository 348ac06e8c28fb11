import type {Response, TaskRecord} from '@resonatehq/sdk';
import type {EventBody} from '../events.js';
import {originOf} from './call.js';
import type {Report} from './step.js';

/** A lease as the store granted it. `until` in ms since the epoch, moved by each heartbeat. */
export type Lease = {readonly process: string; readonly version: number; readonly ttl: number; readonly until: number};

/** A write by a task: the task's id and version are its fence. */
export type Write = {readonly task: string; readonly version: number; readonly step: string; readonly kind: string};

/** Follows who holds which task, and which writes the fence refuses. */
export class LeaseWatch {
	/** By task id. */
	readonly leases = new Map<string, Lease>();
	readonly #report: Report;
	readonly #now: () => number;

	constructor(report: Report, now: () => number) {
		this.#report = report;
		this.#now = now;
	}

	/** A process asked for a task, and this is what it got, if anything. */
	asked(process: string, task: TaskRecord | undefined, ttl: number): void {
		if (task?.state === 'acquired') {
			const {id, version} = task;
			this.leases.set(id, {process, version, ttl, until: this.#now() + ttl});
			this.#report(originOf(id), {type: 'task.acquired', process, task: id, version, ttl});
		}
	}

	/** A heartbeat: the lease begins anew, if it is still that version's. */
	beat(task: string, version: number): void {
		const lease = this.leases.get(task);
		if (lease?.version === version) {
			this.leases.set(task, {...lease, until: this.#now() + lease.ttl});
		}
	}

	/** The holder is done with the task for now, or for good. */
	ended(type: 'task.suspended' | 'task.fulfilled', process: string, task: string, version: number): void {
		this.#let(task, {type, process, task, version});
	}

	/** The task was given back, by its holder or for it. */
	released(sender: string, task: string, version: number, reason: string): void {
		const process = this.leases.get(task)?.process ?? sender;
		this.#let(task, {type: 'task.released', process, task, version, reason, byHolder: process === sender});
	}

	/** The task's promise was settled by somebody else, canceled say: who works on it has lost its lease with that. */
	overtaken(task: string): void {
		const lease = this.leases.get(task);
		if (lease) {
			this.released('store', task, lease.version, 'the run is over');
		}
	}

	/** The store took a lease back because it ran out. */
	expired(task: string): void {
		const lease = this.leases.get(task);
		if (lease) {
			this.#let(task, {type: 'lease.expired', process: lease.process, task, version: lease.version});
		}
	}

	/** Tells of a write that was refused; nothing when it was not. */
	written(process: string, {task, version, step, kind}: Write, {head: {status}}: Response): void {
		if (status >= 400) {
			this.#report(originOf(task), {type: 'write.rejected', step, process, status, write: kind, version});
		}
	}

	#let(task: string, body: EventBody): void {
		this.leases.delete(task);
		this.#report(originOf(task), body);
	}
}
