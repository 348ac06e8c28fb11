import {plainText} from '../model/plain-text.js';

/** A piece of a foreign file for use in a message: one safe line in quotes, shortened. */
export const quoted = (text: string, limit = 40): string => {
	// Cut before cleaning: a hostile text may be very long.
	const plain = plainText(text.slice(0, limit * 4));
	const short = plain.length > limit ? `${plain.slice(0, limit)}…` : plain;
	return `“${short}”`;
};

/** What a JSON value is, in a word that a message can use. */
export const kindOf = (value: unknown): string => {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
};
