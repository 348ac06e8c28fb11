import type {KeyName} from './keys.js';

/** What a key asks for. */
export type Action =
	| 'crash'
	| 'kill'
	| 'freeze'
	| 'cut'
	| 'arm'
	| 'halve'
	| 'wake'
	| 'join'
	| 'restart'
	| 'settle'
	| 'output'
	| 'run-before'
	| 'run-after'
	| 'slower'
	| 'faster'
	| 'pause'
	| 'back'
	| 'forward'
	| 'back-ten'
	| 'forward-ten'
	| 'first'
	| 'last'
	| 'next-workflow'
	| 'previous-workflow'
	| 'workflow'
	| 'up'
	| 'down'
	| 'enter'
	| 'close'
	| 'zoom-out'
	| 'zoom-in'
	| 'zoom-fit'
	| 'guarantees'
	| 'tour'
	| 'next-example'
	| 'previous-example'
	| 'evidence'
	| 'help'
	| 'quit';

/** One row of the key table. */
export type Binding = {
	/** As it is printed: `← →`. */
	readonly shown: string;
	readonly keys: ReadonlyArray<readonly [key: KeyName, action: Action]>;
	/** The word beside it in the footer; absent for keys that only the help names. */
	readonly footer?: string;
	/** As it is printed in the footer, where that must be shorter. */
	readonly brief?: string;
	/** The more important, the lower: a narrow footer drops the others. */
	readonly rank: number;
	/** What it does, in the help and in the README. */
	readonly does: string;
	/** What to watch for when it was pressed; only for those that hurt. */
	readonly watch?: string;
};

/** The key table: it feeds the keyboard, the footer, the help and the README. */
export const keyTable: readonly Binding[] = [
	{
		shown: 'c',
		keys: [['c', 'crash']],
		footer: 'crash',
		rank: 3,
		does: 'the running step throws and the SDK retries it; on a selected step that has not run: arms its first attempt, or calls that off',
		watch: 'The lane fails, waits out its backoff and runs again. No other lane moves.',
	},
	{
		shown: 'k',
		keys: [['k', 'kill']],
		footer: 'kill',
		rank: 2,
		does: 'SIGKILL the process that holds the run (or, while it sleeps, the one that held it last)',
		watch: 'The standby takes over: recorded steps are served from the log, the interrupted one runs again.',
	},
	{
		shown: 'z',
		keys: [['z', 'freeze']],
		footer: 'freeze',
		rank: 6,
		does: 'freeze or thaw the process that holds the run (SIGSTOP, SIGCONT)',
		watch: 'Past the lease there is a second holder; after the thaw the late write is refused with 409.',
	},
	{
		shown: 'x',
		keys: [['x', 'cut']],
		footer: 'cut',
		rank: 8,
		does: 'cut or heal the link between that process and the store',
		watch: 'The process works on and believes that it holds the run; its writes arrive late.',
	},
	{
		shown: 'f',
		keys: [['f', 'arm']],
		footer: 'fault',
		rank: 9,
		does: 'arm a fault on the selected step: which one, and before its effect, after its effect or after its record',
		watch: 'Between effect and record is the window in which a side effect happens twice.',
	},
	{
		shown: 's S',
		brief: 's',
		keys: [
			['s', 'halve'],
			['S', 'wake'],
		],
		footer: 'shorten',
		rank: 7,
		does: 'shorten the durable sleep: halve what is left of it · wake now',
	},
	{
		shown: 'p',
		keys: [['p', 'settle']],
		footer: 'promise',
		rank: 20,
		does: 'settle the promise that the workflow waits for (of the selected lane, else the first), with a value of your choice',
	},
	{
		shown: 'd',
		keys: [['d', 'join']],
		footer: 'join',
		rank: 12,
		does: 'a second caller starts the same id',
		watch: 'Callers 2, executions 1, and both get the same result.',
	},
	{
		shown: 'r',
		keys: [['r', 'restart']],
		footer: 'restart',
		rank: 5,
		does: 'restart: cancel this run if it still goes on, and start a fresh one',
	},
	{
		shown: '+ -',
		keys: [
			['+', 'slower'],
			['=', 'slower'],
			['-', 'faster'],
			['_', 'faster'],
		],
		footer: 'pace',
		brief: '+-',
		rank: 14,
		does: 'pace: waits inside steps take twice · half as long',
	},
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

const actions: ReadonlyMap<KeyName, Action> = new Map(keyTable.flatMap(binding => [...binding.keys]));

/** What a key asks for, if anything. */
export function actionOf(key: KeyName): Action | undefined {
	return actions.get(key);
}
