import type {Binding} from '../keymap.js';

/** Keys that move through time. */
export const travelling: readonly Binding[] = [
	{
		shown: 'space',
		brief: '␣',
		keys: [['space', 'pause']],
		footer: 'pause',
		rank: 4,
		does: 'freeze the view while the run goes on · back to live',
	},
	{
		shown: '← →',
		brief: '←→',
		keys: [
			['left', 'back'],
			['right', 'forward'],
		],
		footer: 'step',
		rank: 10,
		does: 'time travel: one event back · forward; the whole screen as it was',
	},
	{
		shown: 'PgUp PgDn',
		keys: [
			['pageup', 'back-ten'],
			['pagedown', 'forward-ten'],
			['shift-left', 'back-ten'],
			['shift-right', 'forward-ten'],
		],
		rank: 30,
		does: 'ten events back · forward (shift ← → too)',
	},
	{
		shown: 'home end',
		keys: [
			['home', 'first'],
			['end', 'last'],
		],
		rank: 31,
		does: 'the first · the newest event',
	},
];
