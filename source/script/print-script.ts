import {keyNames} from './keys.js';
import {printDuration} from './measures.js';
import type {Awaited, Instruction, Word} from './script.js';

/** An instruction as one line of a script, without its end. */
export function printInstruction(instruction: Instruction): string {
	switch (instruction.do) {
		case 'size':
			return `size ${instruction.columns}x${instruction.rows}`;
		case 'key':
			return `key ${instruction.keys.map(key => (keyNames.includes(key) ? key : bare(key))).join(' ')}`;
		case 'type':
			return `type ${bare(instruction.text)}`;
		case 'wait': {
			const limit = instruction.limit === undefined ? '' : `${printDuration(instruction.limit)} `;
			return `wait ${limit}${printAwaited(instruction.awaited)}`;
		}

		case 'pause':
			return `pause ${printDuration(instruction.time)}`;
		case 'caption':
			return instruction.text === '' ? 'caption' : `caption ${quoted(instruction.text)}`;
	}
}

/** What is waited for, as a script says it. */
export function printAwaited(awaited: Awaited): string {
	return awaited.kind === 'screen'
		? `/${awaited.pattern}/${awaited.flags}`
		: [awaited.type, ...awaited.words.map(printWord)].join(' ');
}

function printWord({field, text, exact}: Word): string {
	return `${field === undefined ? '' : `${field}=`}${exact ? text : quoted(text)}`;
}

/** Without quotes where a reader would take it for the same. */
function bare(text: string): string {
	return /^[^\s"#/=\\][^\s"=]*$/u.test(text) ? text : quoted(text);
}

function quoted(text: string): string {
	return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
