import {existsSync} from 'node:fs';
import type {Program} from '../engine/engine.js';
import type {Json} from '../events.js';
import {plainText} from '../model/plain-text.js';
import {mutexScenario, sessionScenario} from '../scenarios/built-in.js';
import {defaultWorkers} from '../scenarios/mutex.js';
import {defaultActivities} from '../scenarios/session.js';
import type {Scenario} from '../scenarios/show.js';
import {UsageError} from './usage-error.js';
import {duration, isWhole, list, number, quote, readValue} from './values.js';

/** The command line's flags as they were written. */
export type Flags = {
	readonly workers?: string;
	readonly activities?: string;
	readonly idle?: string;
	readonly pace?: string;
	readonly crash?: readonly string[];
	readonly processes?: string;
	readonly lease?: string;
	readonly fn?: string;
	readonly args?: string;
	readonly id?: string;
	readonly resolve?: readonly string[];
};

/** What the flags mean. Times in ms. */
export type RunOptions = {
	readonly scenarios: readonly Scenario[];
	/** Instead of scenarios: a program that starts its own runs. */
	readonly program?: Program;
	readonly pace: number;
	readonly crash: readonly string[];
	readonly processes: number;
	readonly lease: number;
	/** Values for promises that a workflow waits for, in the order in which they come. */
	readonly resolve?: readonly Json[];
};

/** How a step's waits are stretched by default in the built-in workflows: a worker holds the resource for about a second. */
const defaultPace = 8;

/** How long the session idles: by default long enough to act by hand, at pace 1 as short as in the example. */
const defaultIdle = {byHand: 10_000, example: 100};

const names = ['mutex', 'session'] as const;

/**
 * Understands the arguments and flags of a run.
 *
 * @throws UsageError
 */
export async function readOptions(input: readonly string[], flags: Flags): Promise<RunOptions> {
	const [name, ...rest] = input;
	const isFile = name !== undefined && !isName(name) && (/[./\\]/.test(name) || existsSync(name));
	if (rest.length > 0 || (name !== undefined && !isName(name) && !isFile)) {
		const right = `use ${names.join(' or ')}, nothing for both, or one file with a workflow`;
		throw new UsageError(
			name !== undefined && !isName(name) && !isFile
				? `There is no workflow ${quote(name)}; ${right}.`
				: `${quote(rest[0])} is one too many; ${right}.`,
		);
	}

	refuse(isFile ? ['workers', 'activities', 'idle'] : ['fn', 'args', 'id'], flags, isFile);
	refuseOthers(name, flags);

	const pace = readPace(flags) ?? (isFile ? 1 : defaultPace);
	const idle = duration(flags.idle, '--idle', 10) ?? (pace === 1 ? defaultIdle.example : defaultIdle.byHand);
	const workers = readWorkers(flags.workers);
	const activities = list(flags.activities, '--activities') ?? defaultActivities;
	const crash = flags.crash ?? [];
	const scenarios = isFile
		? [await fromFile(name, flags)]
		: (name === undefined ? names : [name]).map(each =>
				each === 'mutex' ? mutexScenario(workers) : sessionScenario(activities, idle),
			);
	checkCrash(crash, scenarios);
	return {
		scenarios,
		pace,
		crash,
		processes:
			number(flags.processes, '--processes', 'a whole number from 1 to 16', value => isWhole(value, 1, 16)) ?? 2,
		lease: readLease(flags),
		resolve: (flags.resolve ?? []).map(readValue),
	};
}

/** The pace, where it was given. */
export function readPace(flags: Flags): number | undefined {
	return number(flags.pace, '--pace', 'a number above 0, such as 1 or 8', value => value > 0);
}

/** The lease in ms. */
export function readLease(flags: Flags): number {
	return duration(flags.lease, '--lease', 100) ?? 5000;
}

/** A workflow of the user's need not say which steps to expect; then any name may come. */
function checkCrash(crash: readonly string[], scenarios: readonly Scenario[]): void {
	const described = scenarios.map(scenario => scenario.describe(scenario.args('session/x')));
	const known = described.flatMap(({lanes = [], sleeps = []}) => lanes.filter(lane => !sleeps.includes(lane)));
	const wrong = known.length === 0 ? undefined : crash.find(step => !known.includes(step));
	if (wrong !== undefined) {
		const some = known.length > 20 ? [...known.slice(0, 20), '…'] : known;
		throw new UsageError(`There is no step ${quote(wrong)} to crash; use one of ${plainText(some.join(', '))}.`);
	}
}

async function fromFile(file: string, {fn, args = '[]', id}: Flags): Promise<Scenario> {
	if (id !== undefined && (id === '' || plainText(id) !== id || id.includes(':'))) {
		throw new UsageError(
			`--id ${quote(id)} cannot be used; use a text without ':', which the SDK puts between a run and its steps.`,
		);
	}

	const {fileScenario} = await import('../scenarios/from-file.js');
	return fileScenario(file, {fn, args: readArgs(args), id});
}

function readArgs(text: string): readonly Json[] {
	try {
		const value: Json = JSON.parse(text);
		if (Array.isArray(value)) {
			return value;
		}
	} catch {
		// The sentence below says it all.
	}

	throw new UsageError(`--args ${quote(text)} is no JSON list; use one such as '["order-17", 3]'.`);
}

/** Options that do not go with what is to be run. */
function refuse(wrong: ReadonlyArray<keyof Flags>, flags: Flags, isFile: boolean): void {
	const given = wrong.find(name => flags[name] !== undefined);
	if (given !== undefined) {
		const where = isFile
			? 'the built-in workflows, not a file of yours; use --args'
			: 'a file with a workflow, such as flow.ts';
		throw new UsageError(`--${given} is for ${where}.`);
	}
}

/** An option for the built-in workflow that does not run would do nothing. */
function refuseOthers(name: string | undefined, flags: Flags): void {
	const others = {mutex: ['activities', 'idle'], session: ['workers']} as const;
	const given = name !== undefined && isName(name) ? others[name].find(flag => flags[flag] !== undefined) : undefined;
	if (given !== undefined) {
		const other = name === 'mutex' ? 'session' : 'mutex';
		throw new UsageError(`--${given} is for the ${other}, and only the ${name} is to run; leave out one of the two.`);
	}
}

function isName(name: string): name is (typeof names)[number] {
	return (names as readonly string[]).includes(name);
}

/** Labels as the user gave them: `--workers 8` makes worker-A to worker-H. */
function readWorkers(text: string | undefined): readonly string[] {
	if (text === undefined) {
		return defaultWorkers;
	}

	if (!/^[-+]?\d+$/.test(text)) {
		return differing(list(text, '--workers') ?? defaultWorkers);
	}

	const count = Number(text);
	if (!isWhole(count, 1, 1000)) {
		throw new UsageError(`--workers ${text} is out of range; use a number from 1 to 1000, or names such as a,b,c.`);
	}

	return Array.from(
		{length: count},
		(_, index) => `worker-${count <= 26 ? String.fromCodePoint(65 + index) : index + 1}`,
	);
}

/** Lanes are told apart by the workers' names. */
function differing(workers: readonly string[]): readonly string[] {
	const twice = workers.find((worker, index) => workers.indexOf(worker) !== index);
	if (twice !== undefined) {
		throw new UsageError(`--workers has ${quote(twice)} twice; use a name only once.`);
	}

	return workers;
}
