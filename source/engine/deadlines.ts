/** The longest delay that Node's timers take, ms; a later deadline is looked at again then. */
const longest = 2 ** 31 - 1;

/** Moments to come, each with a key, watched with a single timer that is armed for the earliest. */
export class Deadlines {
	readonly #due: (keys: readonly string[]) => void;
	readonly #now: () => number;
	readonly #at = new Map<string, number>();
	#timer: NodeJS.Timeout | undefined;
	#armedFor = Number.POSITIVE_INFINITY;
	#stopped = false;

	/**
	 * @param due Called with the keys whose moment has come; never before it.
	 * @param now The clock, ms since the epoch.
	 */
	constructor(due: (keys: readonly string[]) => void, now: () => number) {
		this.#due = due;
		this.#now = now;
	}

	/** Sets or moves a deadline; `at` in ms since the epoch. */
	set(key: string, at: number): void {
		if (this.#stopped) {
			return;
		}

		this.#at.set(key, at);
		if (at < this.#armedFor) {
			this.#arm(at);
		}
	}

	/** Forgets a deadline. The timer may still go off for it, and then finds nothing due. */
	delete(key: string): void {
		this.#at.delete(key);
	}

	/** Forgets all. */
	clear(): void {
		this.#at.clear();
		clearTimeout(this.#timer);
		this.#armedFor = Number.POSITIVE_INFINITY;
	}

	/** Forgets all, and what is set from now on: a late answer of the store must not keep the program alive. */
	stop(): void {
		this.#stopped = true;
		this.clear();
	}

	#arm(at: number): void {
		clearTimeout(this.#timer);
		this.#armedFor = at;
		if (at < Number.POSITIVE_INFINITY) {
			this.#timer = setTimeout(() => this.#look(), Math.min(longest, Math.max(0, at - this.#now())));
		}
	}

	#look(): void {
		const now = this.#now();
		const due = [...this.#at].filter(([, at]) => at <= now).map(([key]) => key);
		for (const key of due) {
			this.#at.delete(key);
		}

		this.#armedFor = Number.POSITIVE_INFINITY;
		if (due.length > 0) {
			this.#due(due);
		}

		this.#arm(Math.min(Number.POSITIVE_INFINITY, ...this.#at.values()));
	}
}
