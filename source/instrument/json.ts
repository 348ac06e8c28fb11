import type {Json} from '../events.js';

/** Characters of JSON that a value may take in an event before it is folded. */
const limit = 8_192;

/**
 * A JSON-safe picture of any value, for an event: cycles, functions, symbols and bigints become short strings, and a value of
 * over 8,192 characters becomes its beginning with a note of its size. Never throws.
 */
export function toJson(value: unknown): Json {
	try {
		const text = JSON.stringify(value, plain());
		if (text === undefined) {
			return null;
		}

		return text.length > limit
			? `${text.slice(0, limit)}… (${text.length.toLocaleString('en')} characters)`
			: JSON.parse(text);
	} catch (error) {
		return `(not JSON: ${errorMessage(error)})`;
	}
}

/** The message of anything that was thrown; a thrown thing that cannot even be printed is called so. */
export function errorMessage(error: unknown): string {
	try {
		return error instanceof Error ? error.message : String(error);
	} catch {
		return 'an unprintable error';
	}
}

/** A JSON.stringify replacer that knows the ancestors of each value, so that only true cycles are cut. */
function plain(): (this: unknown, key: string, value: unknown) => unknown {
	const ancestors: unknown[] = [];
	return function (_key, value) {
		switch (typeof value) {
			case 'bigint': {
				return `${value}n`;
			}

			case 'function': {
				return `(function ${value.name || 'anonymous'})`;
			}

			case 'symbol': {
				return String(value);
			}

			case 'object': {
				if (value === null) {
					return value;
				}

				while (ancestors.length > 0 && ancestors.at(-1) !== this) {
					ancestors.pop();
				}

				if (ancestors.includes(value)) {
					return '(cycle)';
				}

				ancestors.push(value);
				return value instanceof Error ? {name: value.name, message: value.message} : value;
			}

			default: {
				return value;
			}
		}
	};
}
