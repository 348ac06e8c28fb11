import {
	type Description,
	type Event,
	type EventBody,
	eventVersion,
	type Fault,
	type Placement,
	type StepKind,
} from '../../source/events.js';
import type {Model, Run} from '../../source/model/model.js';
import {fold} from '../../source/model/reduce.js';
import {mutexDescription} from './descriptions.js';

export {mutexDescription, sessionDescription} from './descriptions.js';

/** When the first event of a log happens; easy to subtract by eye. */
export const epoch = 1_700_000_000_000;

type StepOptions = {readonly name?: string; readonly kind?: StepKind; readonly parent?: string};
type Options = {readonly at?: number; readonly run?: string | null};

/** Writes a log by hand: time goes on only by `wait`, and steps are named by their labels. */
export class LogBuilder {
	readonly events: Event[] = [];
	readonly ids = new Map<string, string>();
	readonly locals = new Map<string, number>();
	at = epoch;
	version = 0;

	constructor(public run = 'mutex/test') {}

	/** Appends an event and returns its number. */
	add(body: EventBody, {at = this.at, run = this.run}: Options = {}): number {
		const seq = this.events.length + 1;
		this.events.push({v: eventVersion, seq, at, run, ...body});
		return seq;
	}

	wait(ms: number): this {
		this.at += ms;
		return this;
	}

	begin(description: Description = mutexDescription, ...processes: string[]): this {
		for (const process of processes.length > 0 ? processes : ['p1', 'p2']) this.spawn(process);
		this.add({type: 'run.started', workflow: description.title, func: 'workflow', args: null, description});
		this.add({type: 'caller.joined', caller: 'caller-1'});
		this.acquire('p1');
		return this;
	}

	private pid(process: string): number {
		return 41_200 + Number(process.slice(1));
	}

	spawn(process: string): void {
		this.add({type: 'process.spawned', process, pid: this.pid(process)}, {run: null});
		this.add({type: 'process.ready', process, pid: this.pid(process)}, {run: null});
	}

	process(what: 'frozen' | 'thawed' | 'cut' | 'healed', process: string): number {
		return this.add({type: `process.${what}`, process, pid: this.pid(process)} as EventBody, {run: null});
	}

	exit(process: string, signal: string | null = 'SIGKILL'): number {
		return this.add(
			{type: 'process.exited', process, pid: this.pid(process), code: signal ? null : 0, signal},
			{run: null},
		);
	}

	acquire(process: string): number {
		this.version++;
		return this.add({type: 'task.acquired', process, task: this.run, version: this.version, ttl: 5000});
	}

	task(what: 'task.suspended' | 'task.fulfilled' | 'lease.expired', process: string, version = this.version): number {
		return this.add({type: what, process, task: this.run, version});
	}

	id(label: string): string {
		const id = this.ids.get(label);
		if (id === undefined) throw new Error(`no step ${label}`);
		return id;
	}

	create(label: string, {name = 'accessResource', kind = 'run', parent = this.run}: StepOptions = {}): number {
		const step = `${this.run}:${this.ids.size}`;
		this.ids.set(label, step);
		return this.add({type: 'step.created', step, parent, kind, name, label});
	}

	start(label: string, process = 'p1'): number {
		const key = `${label} ${process}`;
		const attempt = (this.locals.get(key) ?? 0) + 1;
		this.locals.set(key, attempt);
		return this.add({type: 'step.started', step: this.id(label), attempt, process});
	}

	private local(label: string, process: string): number {
		return this.locals.get(`${label} ${process}`) ?? 1;
	}

	succeed(label: string, process = 'p1', options: Options = {}): number {
		const attempt = this.local(label, process);
		return this.add({type: 'step.succeeded', step: this.id(label), attempt, process}, options);
	}

	fail(label: string, retryIn: number | null = 2000, process = 'p1', error = 'boom'): number {
		const attempt = this.local(label, process);
		return this.add({type: 'step.failed', step: this.id(label), attempt, process, error, retryIn});
	}

	interrupt(label: string, process = 'p1', cause = 'SIGKILL'): number {
		const attempt = this.local(label, process);
		return this.add({type: 'step.interrupted', step: this.id(label), attempt, process, cause});
	}

	record(label: string, process: string | undefined = 'p1'): number {
		return this.add({type: 'step.recorded', step: this.id(label), state: 'resolved', value: label, process});
	}

	replay(process: string, ...labels: string[]): this {
		for (const label of labels) this.add({type: 'step.replayed', step: this.id(label), process});
		return this;
	}

	refuse(label: string, process = 'p1', version = 1): number {
		const step = this.id(label);
		return this.add({type: 'write.rejected', step, process, status: 409, write: 'promise.settle', version});
	}

	/** A whole life of steps: created if need be, executed, recorded. */
	execute(labels: readonly string[], process = 'p1', {name = 'accessResource', ms = 1000} = {}): this {
		for (const label of labels) {
			if (!this.ids.has(label)) this.create(label, {name});
			this.start(label, process);
			this.wait(ms);
			this.succeed(label, process);
			this.record(label, process);
		}
		return this;
	}

	/** A durable sleep begins, and the run is suspended. */
	sleep(ms: number, process = 'p1', label = 'sleep'): this {
		const step = `${this.run}:${this.ids.size}`;
		this.ids.set(label, step);
		this.add({type: 'step.created', step, parent: this.run, kind: 'sleep', name: 'sleep', label});
		this.add({type: 'sleep.started', step, deadline: this.at + ms});
		this.task('task.suspended', process);
		return this;
	}

	wake(deadline: number, label = 'sleep'): this {
		const step = this.id(label);
		this.add({type: 'step.recorded', step, state: 'resolved'});
		this.add({type: 'sleep.ended', step, deadline});
		return this;
	}

	shorten(deadline: number, label = 'sleep'): number {
		return this.add({type: 'sleep.shortened', step: this.id(label), deadline});
	}

	arm(target: string, fault: Fault = 'throw', placement: Placement = 'before', id = `f${this.events.length}`): string {
		this.add({type: 'fault.armed', id, fault, target, placement});
		return id;
	}

	settle(state: 'resolved' | 'rejected' | 'canceled' | 'timedout' = 'resolved'): number {
		return this.add({type: 'run.settled', state, value: 'done'});
	}

	get model(): Model {
		return fold(this.events);
	}

	/** The run of this log as it stands. */
	get state(): Run {
		const run = this.model.runs.get(this.run);
		if (!run) throw new Error('the run has not begun');
		return run;
	}
}

/** A log with a run that `p1` holds and for which `p2` stands by. */
export function begun(description: Description = mutexDescription, run?: string): LogBuilder {
	return new LogBuilder(run ?? `${description.title}/test`).begin(description);
}
