import type {ByteSink} from './byte-sink.js';

/** GIF codes have 12 bits at most. */
const codeLimit = 4096;
/** Slots of the hash table: four times the codes, so that probes stay short. */
const slotBits = 14;
const slotMask = (1 << slotBits) - 1;

const keys = new Int32Array(1 << slotBits);
const codes = new Uint16Array(1 << slotBits);

/**
 * Compresses palette indices as GIF wants them: variable-length LZW in sub-blocks of 255 bytes.
 *
 * @param pixels palette indices, all below `1 << bits`
 * @param bits of a palette index, 2 to 8
 */
export const writeLzw = (sink: ByteSink, pixels: Uint8Array, bits: number): void => {
	const clear = 1 << bits;
	let size = bits + 1;
	let next = clear + 2;
	let held = 0;
	let heldBits = 0;

	sink.byte(bits);
	let block = sink.reserve();

	const emit = (code: number) => {
		held |= code << heldBits;
		heldBits += size;
		while (heldBits >= 8) {
			sink.byte(held & 0xff);
			held >>>= 8;
			heldBits -= 8;
			if (sink.length - block === 256) {
				sink.patch(block, 255);
				block = sink.reserve();
			}
		}
	};

	keys.fill(-1);
	emit(clear);
	let prefix = pixels[0] ?? 0;
	for (let index = 1; index < pixels.length; index++) {
		const pixel = pixels[index] as number;
		const key = (prefix << 8) | pixel;
		let slot = (Math.imul(key, 0x9e3779b1) >>> (32 - slotBits)) & slotMask;
		while (keys[slot] !== key && keys[slot] !== -1) slot = (slot + 1) & slotMask;
		if (keys[slot] === key) {
			prefix = codes[slot] as number;
			continue;
		}
		emit(prefix);
		prefix = pixel;
		if (next < codeLimit) {
			keys[slot] = key;
			codes[slot] = next;
			// The reader is one code behind: it needs the longer codes only after this one is in its table.
			if (next === 1 << size) size++;
			next++;
		} else {
			emit(clear);
			keys.fill(-1);
			size = bits + 1;
			next = clear + 2;
		}
	}
	emit(prefix);
	// The reader has just learnt a code from the one before; the end code may already need another bit.
	if (next === 1 << size && size < 12) size++;
	emit(clear + 1);
	if (heldBits > 0) sink.byte(held & 0xff);
	const rest = sink.length - block - 1;
	sink.patch(block, rest);
	if (rest > 0) sink.byte(0);
};
