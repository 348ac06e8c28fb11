import ms from 'ms';
import type {Json} from '../events.js';
import {plainText} from '../model/plain-text.js';
import {UsageError} from './usage-error.js';

/** A JSON value; a text that is none stands for itself. */
export function readValue(text: string): Json {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/**
 * Names between commas.
 *
 * @throws UsageError
 */
export function list(text: string | undefined, flag: string): readonly string[] | undefined {
	if (text === undefined) {
		return undefined;
	}

	const items = text.split(',').map(item => plainText(item).trim());
	if (items.includes('') || items.length > 1000) {
		throw new UsageError(`${flag} ${quote(text)} has an empty name, or too many; use names such as a,b,c.`);
	}

	return items;
}

/**
 * A duration such as `10s`, in ms, from `least` ms to a day.
 *
 * @throws UsageError
 */
export function duration(text: string | undefined, flag: string, least: number): number | undefined {
	if (text === undefined) {
		return undefined;
	}

	const value = /^\d/.test(text) && text.length < 50 ? ms(text as ms.StringValue) : undefined;
	if (value === undefined || !(value >= least) || value > ms('24h')) {
		throw new UsageError(
			`${flag} ${quote(text)} is no duration from ${ms(least)} to 24h; use one such as 500ms, 10s or 2m.`,
		);
	}

	return value;
}

/**
 * A number that `isRight`; `right` says which are.
 *
 * @throws UsageError
 */
export function number(
	text: string | undefined,
	flag: string,
	right: string,
	isRight: (value: number) => boolean,
): number | undefined {
	if (text === undefined) {
		return undefined;
	}

	const value = text.trim() === '' ? Number.NaN : Number(text);
	if (!Number.isFinite(value) || !isRight(value)) {
		throw new UsageError(`${flag} ${quote(text)} makes no sense; use ${right}.`);
	}

	return value;
}

/** Whether it is a whole number in this range. */
export function isWhole(value: number, from: number, to: number): boolean {
	return Number.isInteger(value) && value >= from && value <= to;
}

/** What the user wrote, fit to be shown in a sentence. */
export function quote(text: string | undefined): string {
	return `'${plainText(text ?? '').slice(0, 60)}'`;
}
