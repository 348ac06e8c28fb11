import type {Command} from '../../command.js';
import type {EventType} from '../../events.js';
import type {Guarantee} from '../../model/guarantee.js';

/** An event of the example's run that something waits for: the first of its type, after what came before it, that fits. */
export type Moment = {
	readonly type: EventType;
	/** The label of the step that it speaks of. */
	readonly step?: string;
	readonly caller?: string;
};

/** Names of runs and processes are not known before a run is there. */
type Unnamed<T> = T extends Command ? Omit<T, 'run' | 'process'> : never;

/**
 * A command of the keyboard, without the names that only the run at hand knows. What is done to a process is done to the one
 * that the moment speaks of, or else as the key would; what ends a freeze or a cut, to whoever suffers it.
 */
export type Deed = Unnamed<
	Extract<Command, {type: 'arm' | 'kill' | 'freeze' | 'thaw' | 'cut' | 'heal' | 'join' | 'shorten'}>
>;

/** Something that is done, or said, at a moment of the run. */
export type Beat = {
	readonly at: Moment;
	readonly deed?: Deed;
	/** How long to wait with it, in ms at pace 1: work that is lost must be there first. */
	readonly after?: number;
	/** What to look at from now on. */
	readonly say?: string;
};

/** What a guarantee must have come to, for the example to have shown what it is about. */
export type Claim = {readonly guarantee: string; readonly verdict: Guarantee['verdict']};

/** How one example goes: pure data. */
export type Plot = {
	readonly id: string;
	/** What to look at, before it begins: one or two short sentences. */
	readonly look: string;
	/** In the order in which they come. */
	readonly beats: readonly Beat[];
	/** It is over when all of these have come, in any order. */
	readonly ends: readonly Moment[];
	readonly proves: readonly Claim[];
	/** What was to be seen, afterwards, in one short sentence. */
	readonly told: string;
	/** Set when another process must stand by. */
	readonly needsStandby?: true;
};

/** A plot with the failure mode that it shows. */
export type Example = Plot & {readonly workflow: string; readonly title: string};

/** Labels of the steps without which the example makes no sense. */
export function stepsOf({beats}: Plot): readonly string[] {
	const named = beats.flatMap(({at, deed}) => [at.step, deed?.type === 'arm' ? deed.target : undefined]);
	return [...new Set(named.filter(label => label !== undefined))];
}
