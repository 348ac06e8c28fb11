/** Bytes that grow at the end. */
export class ByteSink {
	#bytes = new Uint8Array(1 << 16);
	#length = 0;

	get length(): number {
		return this.#length;
	}

	byte(value: number): void {
		if (this.#length === this.#bytes.length) {
			const grown = new Uint8Array(this.#bytes.length * 2);
			grown.set(this.#bytes);
			this.#bytes = grown;
		}
		this.#bytes[this.#length++] = value;
	}

	/** 16 bits, the low byte first. */
	short(value: number): void {
		this.byte(value & 0xff);
		this.byte(value >> 8);
	}

	/** The low bytes of the characters of `text`. */
	text(text: string): void {
		for (const character of text) this.byte(character.charCodeAt(0));
	}

	/** Keeps a byte free for `patch`, and says where. */
	reserve(): number {
		this.byte(0);
		return this.#length - 1;
	}

	patch(at: number, value: number): void {
		this.#bytes[at] = value;
	}

	/** A copy of all that was written. */
	toBytes(): Uint8Array {
		return this.#bytes.slice(0, this.#length);
	}
}
