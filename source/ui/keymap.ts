import {hurting} from './bindings/hurting.js';
import {looking} from './bindings/looking.js';
import {travelling} from './bindings/travelling.js';
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
export const keyTable: readonly Binding[] = [...hurting, ...travelling, ...looking];

const actions: ReadonlyMap<KeyName, Action> = new Map(keyTable.flatMap(binding => [...binding.keys]));

/** What a key asks for, if anything. */
export function actionOf(key: KeyName): Action | undefined {
	return actions.get(key);
}
