import {type ChildProcess, spawn} from 'node:child_process';

/**
 * Reads lines with process ids, each line all there are at that time, and kills the last ones when nothing more can come: its
 * input ends when the program on the other side does, however it ended.
 */
const script = 'while read -r line; do pids=$line; done; [ -z "$pids" ] || kill -KILL $pids';

/**
 * Makes sure that no worker process outlives this program, even when it gets SIGKILL. A healthy worker notices the lost link
 * itself and leaves, but one that is frozen or computes without a pause notices nothing. So there is a shell that waits
 * for our end, in a session of its own: what is sent to our process group must not end it before us.
 *
 * Windows needs none: there, Node's children are in a job that ends with their parent.
 */
class Watchdog {
	readonly #pids = new Set<number>();
	#shell: ChildProcess | undefined;

	/** From now on, this process ends with ours. */
	guard(pid: number): void {
		this.#pids.add(pid);
		this.#tell();
	}

	/** This process has ended; its id may soon be someone else's. */
	release(pid: number): void {
		this.#pids.delete(pid);
		this.#tell();
		if (this.#pids.size === 0) {
			this.#shell?.stdin?.end();
			this.#shell = undefined;
		}
	}

	#tell(): void {
		if (process.platform !== 'win32') {
			this.#shell ??= start();
			this.#shell.stdin?.write(`${[...this.#pids].join(' ')}\n`);
		}
	}
}

function start(): ChildProcess {
	const shell = spawn('/bin/sh', ['-c', script], {stdio: ['pipe', 'ignore', 'ignore'], detached: true, env: {}});
	// Without a shell, or when someone killed it, we are no worse off than before.
	shell.on('error', () => {});
	shell.stdin?.on('error', () => {});
	shell.unref();
	return shell;
}

/** One for all worker processes. */
export const watchdog = new Watchdog();
