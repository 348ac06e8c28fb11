import type {Captions} from '../ui/source.js';

/** The words that a script lays over the screen. */
export class Caption implements Captions {
	readonly #listeners = new Set<() => void>();
	readonly #onChange: (text: string) => void;
	#text = '';

	/** @param onChange Told of new words, which are not empty. */
	constructor(onChange: (text: string) => void) {
		this.#onChange = onChange;
	}

	readonly current = (): string => this.#text;

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	readonly show = (text: string): void => {
		this.#text = text;
		if (text !== '') {
			this.#onChange(text);
		}

		for (const listener of this.#listeners) {
			listener();
		}
	};
}
