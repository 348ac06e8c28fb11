import type {Description} from '../events.js';
import {UsageError} from '../usage/usage-error.js';

/** The parts of a description, and what is right for each. */
const parts: Readonly<Record<keyof Description, {right: string; fits: (value: unknown) => boolean}>> = {
	title: {right: 'a text', fits: isText},
	lanes: {right: 'a list of texts', fits: isTexts},
	exclusive: {
		right: '{resource, functions}',
		fits: value => isRecord(value) && isText(value.resource) && isTexts(value.functions),
	},
	states: {
		right: 'a list of {name, after}',
		fits: value =>
			Array.isArray(value) &&
			value.every(each => isRecord(each) && isText(each.name) && (each.after === undefined || isText(each.after))),
	},
	units: {
		right: '{noun, functions}',
		fits: value => isRecord(value) && isText(value.noun) && isTexts(value.functions),
	},
	once: {right: 'a list of texts', fits: isTexts},
	sleeps: {right: 'a list of texts', fits: isTexts},
};

/**
 * Checks a description that came from a user's module; without one, a run is described by its function's name alone.
 *
 * @throws UsageError that names the first part that is wrong.
 */
export function readDescription(value: unknown, func: string, file: string): Description {
	if (value === undefined || value === null) {
		return {title: func};
	}

	if (!isRecord(value)) {
		throw new UsageError(`show.describe of ${file} must return an object.`);
	}

	for (const [name, {right, fits}] of Object.entries(parts)) {
		if (value[name] !== undefined && !fits(value[name])) {
			throw new UsageError(`show.describe of ${file} returns a wrong '${name}'; it must be ${right}.`);
		}
	}

	return {title: func, ...value};
}

function isText(value: unknown): boolean {
	return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): boolean {
	return Array.isArray(value) && value.every(isText);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
