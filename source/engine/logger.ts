import type {Logger} from '@resonatehq/sdk';

/** A logger that passes all on to `inner`, and tells `heard` of each complaint: what the SDK gives as its reason. */
export function listeningLogger(inner: Logger, heard: (complaint: string) => void): Logger {
	return {
		debug: (fields, message) => inner.debug(fields, message),
		info: (fields, message) => inner.info(fields, message),
		warn: (fields, message) => {
			heard(typeof fields.error === 'string' ? fields.error : message);
			inner.warn(fields, message);
		},
		error: (fields, message) => {
			heard(message);
			inner.error(fields, message);
		},
	};
}

/** Says nothing. */
export const silentLogger: Logger = {debug() {}, info() {}, warn() {}, error() {}};
