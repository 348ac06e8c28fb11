import type {Arm} from '../instrument/faults.js';
import type {EventLog} from './log.js';
import type {Launch, Worker} from './worker.js';

/** What a group of processes is made of. */
export type GroupOptions = {
	readonly log: EventLog;
	/** What a process of this name runs. */
	readonly launch: (name: string) => Launch;
	/** How many to keep alive. */
	readonly size: number;
	/** Whether a process may come to an end of its own, as a program does; it is started again only when it was killed. */
	readonly isMortal?: boolean;
	/** A mortal process came to its end, with this exit code. */
	readonly ended?: (code: number | null) => void;
	/** An armed place was reached by this process, whose attempt waits for `proceed`. */
	readonly struck: (arm: Arm, worker: Worker) => void;
	/** A process could not start its work, and none would: the reason. */
	readonly failed: (reason: string) => void;
};
