import type {EventType} from '../events.js';
import {eventTypes, fieldsOf} from '../recording/event-shapes.js';
import type {Awaited, Word} from './script.js';
import {LineError, type Token} from './tokens.js';

/**
 * What a wait is for: an event's type with words that it must have, or a pattern on the screen.
 *
 * @throws LineError
 */
export function parseAwaited([first, ...rest]: readonly Token[]): Awaited {
	if (first === undefined || first.kind === 'quoted') {
		throw new LineError(
			'wait needs an event, such as step.started worker-D, or a text on the screen, such as /retry in/',
		);
	}

	if (first.kind === 'pattern') {
		if (rest.length > 0) {
			throw new LineError('a wait for the screen has one pattern and nothing behind it; a limit comes before it');
		}

		return {kind: 'screen', pattern: first.text, flags: checkedFlags(first.text, first.flags)};
	}

	const type = first.text;
	if (!isEventType(type)) {
		const near = eventTypes.filter(each => each.startsWith(`${type.split('.')[0]}.`));
		const known = near.length > 0 ? near : eventTypes;
		throw new LineError(`there is no event '${type.slice(0, 60)}'; use ${known.join(', ')}, or /a text on the screen/`);
	}

	return {kind: 'event', type, words: rest.map(token => wordOf(token, type))};
}

function wordOf(token: Token, type: EventType): Word {
	if (token.kind === 'pattern') {
		throw new LineError('a wait is for an event or for a pattern on the screen, not both; use two lines');
	}

	const [, name, value] = token.kind === 'word' ? (/^([A-Za-z]+)=(.*)$/.exec(token.text) ?? []) : ['', token.name];
	const field = name;
	if (field !== undefined && field !== 'label' && !fieldsOf(type).includes(field)) {
		throw new LineError(`${type} has no field '${field}'; use ${fieldList(type)}`);
	}

	const text = value ?? token.text;
	if (text === '') {
		throw new LineError('an empty word says nothing');
	}

	return {...(field === undefined ? {} : {field}), text, exact: token.kind === 'word'};
}

function fieldList(type: EventType): string {
	const fields = fieldsOf(type);
	return [...new Set([...(fields.includes('step') ? ['label'] : []), ...fields])].join(', ') || 'no words';
}

function checkedFlags(pattern: string, flags: string): string {
	// Without state: a global or sticky pattern remembers where it matched last.
	if (!/^[imsuv]*$/.test(flags)) {
		throw new LineError(`the flags '${flags}' make no sense here; use i, m, s or u`);
	}

	try {
		new RegExp(pattern, flags);
	} catch (error) {
		throw new LineError(`the pattern is not valid: ${error instanceof Error ? error.message : String(error)}`);
	}

	return flags;
}

function isEventType(text: string): text is EventType {
	return (eventTypes as readonly string[]).includes(text);
}
