import type {Fault} from '../events.js';
import type {Arm} from '../instrument/faults.js';
import type {Group} from './group.js';
import {HeldRuns} from './held-runs.js';
import type {EventLog} from './log.js';
import type {Worker} from './worker.js';

/** Arms faults and carries them out on processes, at once or where they were armed. */
export class Strikes {
	readonly #log: EventLog;
	readonly #group: Group;
	readonly #labels = new Map<string, string>();
	readonly #held: HeldRuns;
	#count = 0;

	constructor(log: EventLog, group: Group) {
		this.#log = log;
		this.#group = group;
		this.#held = new HeldRuns(log);
		log.subscribe(event => {
			if (event.type === 'step.created') {
				this.#labels.set(event.step, event.label);
			} else if (event.type === 'step.recorded' && event.process) {
				this.#recorded(event.run ?? '', event.step, event.process);
			}
		});
	}

	/** Lets a fault wait for a step. Its id. */
	arm(arm: Omit<Arm, 'id'>): string {
		const id = `fault-${++this.#count}`;
		const {run, fault, target, placement} = arm;
		this.#log.append(run, {type: 'fault.armed', id, fault, target, placement});
		this.#group.arms.add({...arm, id});
		return id;
	}

	/** Calls a waiting fault off; false when it does not wait (any more). */
	disarm(id: string): boolean {
		const arm = this.#group.arms.remove(id);
		if (arm) {
			this.#log.append(arm.run, {type: 'fault.disarmed', id});
		}

		return arm !== undefined;
	}

	/** The armed place is reached by an attempt in this process. A throw is the process's own to do. */
	strike(arm: Arm, worker: Worker): void {
		const {id, run, fault, target, placement} = arm;
		this.#log.append(run, {type: 'fault.injected', id, fault, target, placement});
		if (fault !== 'throw') {
			this.#inflict(fault, worker);
		}
	}

	/** Strikes a process at once. The log says so for each run that it holds, so that a deliberate death is told from an accident. */
	strikeNow(fault: Exclude<Fault, 'throw'>, worker: Worker): void {
		const held = this.#held.of(worker.name);
		for (const run of held.length > 0 ? held : [null]) {
			const target = worker.name;
			this.#log.append(run, {type: 'fault.injected', id: null, fault, target, placement: 'running'});
		}

		this.#inflict(fault, worker);
	}

	#inflict(fault: Exclude<Fault, 'throw'>, worker: Worker): void {
		const {name: process, pid} = worker;
		switch (fault) {
			case 'kill': {
				worker.signal('SIGKILL');
				break;
			}

			case 'freeze': {
				worker.signal('SIGSTOP');
				worker.frozen = true;
				this.#group.sidelined(worker);
				this.#log.append(null, {type: 'process.frozen', process, pid});
				break;
			}

			case 'cut': {
				worker.cutLink();
				this.#group.sidelined(worker);
				this.#log.append(null, {type: 'process.cut', process, pid});
				break;
			}

			default:
		}
	}

	/** Ends a freeze or a cut; what was late arrives. */
	relieve(fault: 'freeze' | 'cut', worker: Worker): void {
		const {name: process, pid} = worker;
		if (fault === 'freeze') {
			worker.frozen = false;
			this.#log.append(null, {type: 'process.thawed', process, pid});
			worker.signal('SIGCONT');
		} else {
			this.#log.append(null, {type: 'process.healed', process, pid});
			worker.healLink();
		}

		this.#group.resumed();
	}

	/** The record is written, the reply not yet sent: the place `after-record`. */
	#recorded(run: string, step: string, process: string): void {
		for (const arm of this.#group.arms) {
			const worker = this.#group.get(process);
			const isTarget = arm.target === step || arm.target === this.#labels.get(step);
			if (worker && arm.run === run && arm.placement === 'after-record' && isTarget) {
				this.#group.arms.remove(arm.id);
				this.strike(arm, worker);
			}
		}
	}
}
