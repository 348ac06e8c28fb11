import type {Binding} from '../keymap.js';

/** Keys that decide what is seen. */
export const looking: readonly Binding[] = [
	{
		shown: 'tab 1 2',
		brief: 'tab',
		keys: [
			['tab', 'next-workflow'],
			['shift-tab', 'previous-workflow'],
			...Array.from('123456789', digit => [digit, 'workflow'] as const),
		],
		footer: 'focus',
		rank: 11,
		does: 'focus the next workflow · the one with that number',
	},
	{
		shown: '↑ ↓',
		brief: '↑↓',
		keys: [
			['up', 'up'],
			['down', 'down'],
		],
		footer: 'lane',
		rank: 13,
		does: 'select a lane; escape lets go of it',
	},
	{
		shown: 'enter',
		keys: [['enter', 'enter']],
		footer: 'inspect',
		rank: 15,
		does: 'inspect the selected step: id, attempts, values, errors, record',
	},
	{
		shown: 'g',
		keys: [['g', 'guarantees']],
		footer: 'guarantees',
		rank: 16,
		does: 'the guarantees: claim, verdict and evidence; enter jumps to the event that proves it',
	},
	{
		shown: 't',
		keys: [['t', 'tour']],
		footer: 'tour',
		rank: 18,
		does: 'tour: guided examples, one for each failure mode; they use the same faults as the keys',
	},
	{
		shown: 'n N e',
		keys: [
			['n', 'next-example'],
			['N', 'previous-example'],
			['e', 'evidence'],
		],
		rank: 33,
		does: 'in the tour: the next · the previous example · jump to the next event that proves it',
	},
	{
		shown: 'o',
		keys: [['o', 'output']],
		footer: 'output',
		rank: 21,
		does: 'show or hide what the processes print',
	},
	{
		shown: ', .',
		keys: [
			[',', 'run-before'],
			['.', 'run-after'],
		],
		rank: 29,
		does: 'the run before · after this one, of the same workflow',
	},
	{
		shown: '[ ] 0',
		brief: '[]',
		keys: [
			['[', 'zoom-out'],
			[']', 'zoom-in'],
			['0', 'zoom-fit'],
		],
		footer: 'zoom',
		rank: 17,
		does: 'zoom the timeline out · in · fit the whole run',
	},
	{
		shown: 'esc',
		keys: [['escape', 'close']],
		rank: 32,
		does: 'close what is open · let go of the lane · back to live',
	},
	{
		shown: '?',
		keys: [['?', 'help']],
		footer: 'help',
		rank: 1,
		does: 'help: keys, glyphs, and how to show each failure mode',
	},
	{
		shown: 'q ctrl-c',
		brief: 'q',
		keys: [
			['q', 'quit'],
			['ctrl-c', 'quit'],
		],
		footer: 'quit',
		rank: 0,
		does: 'quit: every process is stopped and the terminal is as it was',
	},
];
