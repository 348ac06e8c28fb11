import {EventEmitter} from 'node:events';

export type TerminalSize = {readonly columns: number; readonly rows: number};

/** What a terminal is told. */
export type TerminalListener = {
	readonly output: (data: string) => void;
	readonly resize: (columns: number, rows: number) => void;
};

/**
 * A terminal as the screen's library expects it of stdout. All that is written goes to the listeners, and to a real terminal
 * where there is one: then it has that one's size, or a smaller one of its own in the upper left corner.
 */
export class VirtualTerminal extends EventEmitter {
	readonly isTTY = true;
	readonly writable = true;
	columns: number;
	rows: number;
	readonly #real: NodeJS.WriteStream | undefined;
	readonly #listeners = new Set<TerminalListener>();
	readonly #release: () => void;

	/** @param real A terminal to draw on; `size` is its own when it is left out. */
	constructor({size, real}: {size?: TerminalSize; real?: NodeJS.WriteStream}) {
		super();
		this.#real = real;
		this.columns = size?.columns ?? real?.columns ?? 100;
		this.rows = size?.rows ?? real?.rows ?? 30;
		const onResize = (): void => this.resize(real?.columns ?? this.columns, real?.rows ?? this.rows);
		const onError = (error: Error): void => {
			// An error that nobody wants to hear of would end the program.
			if (this.listenerCount('error') > 0) {
				this.emit('error', error);
			}
		};
		if (size === undefined) {
			real?.on('resize', onResize);
		}

		real?.on('error', onError);
		this.#release = () => {
			real?.off('resize', onResize);
			real?.off('error', onError);
		};
	}

	/** Itself, as what it stands for. */
	get stream(): NodeJS.WriteStream {
		return this as unknown as NodeJS.WriteStream;
	}

	listen(listener: TerminalListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	readonly write = (data: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
		const text = typeof data === 'string' ? data : Buffer.from(data).toString();
		if (text !== '') {
			for (const listener of this.#listeners) {
				listener.output(text);
			}

			this.#real?.write(text);
		}

		const done = rest.at(-1);
		if (typeof done === 'function') {
			done();
		}

		return true;
	};

	resize(columns: number, rows: number): void {
		if (columns === this.columns && rows === this.rows) {
			return;
		}

		this.columns = columns;
		this.rows = rows;
		for (const listener of this.#listeners) {
			listener.resize(columns, rows);
		}

		this.emit('resize');
	}

	/** Lets go of the real terminal. */
	close(): void {
		this.#release();
	}
}
