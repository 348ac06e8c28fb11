import {PassThrough} from 'node:stream';

/** A keyboard as the screen's library expects it of stdin: keys come from a real terminal, from `press`, or from both. */
export class VirtualKeyboard extends PassThrough {
	readonly isTTY = true;
	isRaw = false;
	readonly #real: NodeJS.ReadStream | undefined;
	readonly #onInput: (data: string) => void;

	/** @param onInput Told of all that is typed. */
	constructor(onInput: (data: string) => void, real?: NodeJS.ReadStream) {
		super();
		this.#onInput = onInput;
		this.#real = real;
	}

	/** Itself, as what it stands for. */
	get stream(): NodeJS.ReadStream {
		return this as unknown as NodeJS.ReadStream;
	}

	/** Types. */
	readonly press = (data: string | Buffer): void => {
		this.#onInput(String(data));
		this.write(data);
	};

	setRawMode(isRaw: boolean): this {
		if (isRaw === this.isRaw) {
			return this;
		}

		this.isRaw = isRaw;
		this.#real?.setRawMode?.(isRaw);
		if (isRaw) {
			this.#real?.on('data', this.press);
		} else {
			this.#real?.off('data', this.press);
			this.#real?.pause();
		}

		return this;
	}

	ref(): this {
		this.#real?.ref?.();
		return this;
	}

	unref(): this {
		this.#real?.unref?.();
		return this;
	}
}
