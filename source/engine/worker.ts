import {type ChildProcess, fork} from 'node:child_process';
import {readLines} from './lines.js';
import type {FromProcess, ToProcess} from './protocol.js';
import {watchdog} from './watchdog.js';

/** What a worker process runs. */
export type Launch = {
	/** Path of the script. */
	readonly entry: string;
	readonly args: readonly string[];
	/** For Node itself. */
	readonly nodeArgs?: readonly string[];
	readonly env?: Readonly<Record<string, string>>;
};

/** Node's own switches for sources in TypeScript, as far as this Node needs them. */
export function typescriptArguments(): string[] {
	const transform = '--experimental-transform-types';
	return [
		'--enable-source-maps',
		'--disable-warning=ExperimentalWarning',
		...(process.allowedNodeEnvironmentFlags.has(transform) ? [transform] : []),
	];
}

/** What the owner of a worker process is told. */
export type WorkerEvents = {
	readonly message: (message: FromProcess) => void;
	readonly output: (stream: 'stdout' | 'stderr', text: string) => void;
	/** It is gone, and all that it had sent was received. */
	readonly exit: (code: number | null, signal: NodeJS.Signals | null) => void;
};

/** How long the output of a process that has ended is waited for, ms. */
const lastWords = 300;

/** One operating-system process of the worker group, and the link between it and the store, which can be cut. */
export class Worker {
	readonly name: string;
	readonly pid: number;
	ready = false;
	frozen = false;
	exited = false;
	/** Whether it was us who ended it. */
	killed = false;
	readonly #child: ChildProcess;
	readonly #events: WorkerEvents;
	#cut: {in: FromProcess[]; out: ToProcess[]} | null = null;

	/**
	 * Starts the process.
	 *
	 * @throws When the operating system cannot start it.
	 */
	constructor(name: string, {entry, args, nodeArgs, env}: Launch, events: WorkerEvents) {
		this.name = name;
		this.#events = events;
		this.#child = fork(entry, args, {
			stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
			execArgv: [...(nodeArgs ?? ['--enable-source-maps'])],
			env: {...process.env, ...env},
		});
		if (this.#child.pid === undefined) {
			throw new Error(`cannot start process ${name}`);
		}

		this.pid = this.#child.pid;
		watchdog.guard(this.pid);
		this.#child.on('message', message => this.#receive(message as FromProcess));
		this.#child.on('error', () => {});
		// An exit may be seen before the last messages and lines; all ends must be reached to know all that it said.
		let last: [number | null, NodeJS.Signals | null] | undefined;
		const open = new Set(['process', 'link', 'stdout', 'stderr']);
		const end = (...parts: readonly string[]): void => {
			const isNew = parts.filter(part => open.delete(part)).length > 0;
			if (isNew && last && open.size === 0) {
				this.exited = true;
				events.exit(...last);
			}
		};

		for (const stream of ['stdout', 'stderr'] as const) {
			const input = this.#child[stream];
			if (input) {
				readLines(input, line => events.output(stream, line));
				input.once('close', () => end(stream));
			}
		}

		this.#child.once('exit', (code, signal) => {
			last = [code, signal];
			watchdog.release(this.pid);
			end('process');
			// A child of its own may keep its output open for ever.
			if (open.size > 0) {
				setTimeout(() => end('stdout', 'stderr'), lastWords);
			}
		});
		this.#child.once('disconnect', () => end('link'));
	}

	/** True while the link is cut. */
	get cut(): boolean {
		return this.#cut !== null;
	}

	/** Whether it can be given work: ready, not frozen, not cut off. */
	get available(): boolean {
		return this.ready && !this.frozen && !this.cut && !this.exited && this.#child.connected;
	}

	send(message: ToProcess): void {
		if (this.#cut && isStoreTraffic(message)) {
			this.#cut.out.push(message);
		} else if (this.#child.connected) {
			this.#child.send(message, () => {});
		}
	}

	/** Sends a signal; false when the process is gone. */
	signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): boolean {
		this.killed ||= signal === 'SIGKILL';
		return this.#child.kill(signal);
	}

	/** Asks it to leave; one that cannot hear is killed. */
	dismiss(): void {
		if (this.frozen || !this.ready) {
			this.signal('SIGKILL');
			return;
		}

		if (this.#child.connected) {
			this.#child.disconnect();
		}

		// One that computes without a pause does not hear either.
		const patience = setTimeout(() => this.signal('SIGKILL'), 500);
		this.#child.once('exit', () => clearTimeout(patience));
	}

	/** From now on, what process and store send to each other is kept back, as by a network that lost the way. */
	cutLink(): void {
		this.#cut ??= {in: [], out: []};
	}

	/** What was kept back arrives, in order. */
	healLink(): void {
		const cut = this.#cut;
		this.#cut = null;
		for (const message of cut?.in ?? []) {
			this.#events.message(message);
		}

		for (const message of cut?.out ?? []) {
			this.send(message);
		}
	}

	#receive(message: FromProcess): void {
		if (message.type === 'batch') {
			for (const each of message.messages) {
				this.#receive(each);
			}
		} else if (this.#cut && message.type === 'request') {
			this.#cut.in.push(message);
		} else {
			this.#events.message(message);
		}
	}
}

function isStoreTraffic(message: ToProcess): boolean {
	return message.type === 'reply' || message.type === 'message';
}
