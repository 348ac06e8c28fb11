import type {Json} from '../events.js';
import type {Run} from './model.js';
import {plainText} from './plain-text.js';

/** A duration in words: `120 ms`, `1.4 s`, `12 s`, `2 min 5 s`, `1 h 10 min`. */
export function duration(ms: number): string {
	const whole = Math.round(ms);
	if (Math.abs(whole) < 1000) return `${whole} ms`;
	if (whole < 0) return `-${duration(-whole)}`;
	if (whole < 59_950) {
		const tenths = Math.round(whole / 100);
		return `${tenths % 10 === 0 ? tenths / 10 : (tenths / 10).toFixed(1)} s`;
	}
	const [minutes, seconds] = [Math.floor(Math.round(whole / 1000) / 60), Math.round(whole / 1000) % 60];
	if (minutes < 60) return seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`;
	const hours = Math.floor(minutes / 60);
	return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** A moment as the time since the run began: `4.21 s`. */
export function moment(run: Run, at: number): string {
	return `${((at - run.startedAt) / 1000).toFixed(2)} s`;
}

/** `1 kill`, `2 kills`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
	return `${number} ${number === 1 ? noun : plural}`;
}

/** `once`, `twice`, `3 times`. */
export function times(number: number): string {
	return number === 1 ? 'once' : number === 2 ? 'twice' : `${number} times`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(parts: readonly string[]): string {
	if (parts.length < 2) return parts[0] ?? '';
	return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** Event numbers in their order, each once, and not more of them than somebody would look at. */
export function evidence(seqs: ReadonlyArray<number | null | undefined>, most = 24): readonly number[] {
	const known = seqs.filter(seq => seq !== null && seq !== undefined);
	return [...new Set(known)].sort((a, b) => a - b).slice(-most);
}

/**
 * Labels without what they all begin with, as far as a separator goes: `worker-A`, `worker-B` become `A`, `B`. Labels with
 * nothing of their own but a number stay as they are.
 */
export function shortLabels(labels: readonly string[]): ReadonlyMap<string, string> {
	const distinct = [...new Set(labels)];
	let prefix = distinct[0] ?? '';
	for (const label of distinct) while (!label.startsWith(prefix)) prefix = prefix.slice(0, -1);
	const end =
		distinct.length < 2 ? 0 : Math.max(...['-', '_', '.', '/', ':', ' '].map(each => prefix.lastIndexOf(each))) + 1;
	// A number alone would read like a count.
	const fits = distinct.every(label => label.length > end && !/^\d+$/.test(label.slice(end)));
	return new Map(distinct.map(label => [label, plainText(fits ? label.slice(end) : label)]));
}

/** The short form of each label of a run's steps, planned or not. */
export function shortLabelsOf(run: Run): ReadonlyMap<string, string> {
	return shortLabels([...(run.description.lanes ?? []), ...run.steps.map(step => step.label)]);
}

/** A value in one line, cut off after some characters. */
export function shortValue(value: Json | undefined, most = 60): string {
	const text = plainText(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
	return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** What a failure says of itself: the message of an error, else the value. */
export function shortError(value: Json | undefined, most = 60): string {
	const isError = typeof value === 'object' && value !== null && 'message' in value;
	return shortValue(isError ? (value.message as Json) : value, most);
}
