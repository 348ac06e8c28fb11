import {AsyncLocalStorage} from 'node:async_hooks';
import {createRequire, syncBuiltinESMExports} from 'node:module';
import {promisify} from 'node:util';

/**
 * The surroundings of one attempt: which timers its code waits for. When the attempt is ended from outside they are cleared,
 * so its code stays where it stood, as the code of a crashed process does.
 */
export class AttemptScope {
	readonly #timers = new Set<NodeJS.Timeout>();
	#end: (error: Error) => void = () => {};
	#ended = false;

	/** Rejects when `end` is called; never resolves. */
	readonly ended = new Promise<never>((_resolve, reject) => {
		this.#end = reject;
	});

	constructor() {
		// Nobody may be waiting any more when an attempt is ended late.
		this.ended.catch(() => {});
	}

	/** Ends the attempt: what it waits for never comes, and `ended` rejects with this error. */
	end(error: Error): void {
		this.#ended = true;
		for (const timer of this.#timers) {
			nativeSetTimeout.clear(timer);
		}

		this.#end(error);
	}

	/** Runs code, and all that it starts, in this scope. */
	run<T>(code: () => T): T {
		return storage.run(this, code);
	}

	/** A timer of this scope, `ms` already stretched. */
	start(callback: (...args: unknown[]) => void, ms: number, args: unknown[]): NodeJS.Timeout {
		const timer = nativeSetTimeout.set(() => {
			this.#timers.delete(timer);
			if (!this.#ended) {
				callback(...args);
			}
		}, ms);
		this.#timers.add(timer);
		return timer;
	}
}

const storage = new AsyncLocalStorage<AttemptScope>();
const nativeSetTimeout = {set: globalThis.setTimeout, clear: globalThis.clearTimeout};

/**
 * From now on every `setTimeout` (global, `node:timers`, `node:timers/promises`) that is called within an attempt takes
 * `pace()` times as long. Timers outside of attempts, such as the SDK's retry delays and heartbeats, keep their time.
 */
export function paceTimers(pace: () => number): void {
	const paced = (callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): NodeJS.Timeout => {
		const scope = storage.getStore();
		return scope ? scope.start(callback, ms * pace(), args) : nativeSetTimeout.set(callback, ms, ...args);
	};

	const require = createRequire(import.meta.url);
	const timers = require('node:timers') as {setTimeout: unknown};
	const promises = require('node:timers/promises') as {setTimeout: typeof import('node:timers/promises').setTimeout};
	const nativePromise = promises.setTimeout;
	const pacedPromise = <T>(ms = 0, value?: T, options?: {signal?: AbortSignal}): Promise<T> =>
		storage.getStore() && !options?.signal
			? new Promise(resolve => paced(() => resolve(value as T), ms))
			: nativePromise(storage.getStore() ? ms * pace() : ms, value as T, options);

	Object.defineProperty(paced, promisify.custom, {value: pacedPromise});
	globalThis.setTimeout = paced as unknown as typeof globalThis.setTimeout;
	timers.setTimeout = paced;
	promises.setTimeout = pacedPromise as typeof promises.setTimeout;
	syncBuiltinESMExports();
}
