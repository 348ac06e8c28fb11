import {type Description, type Envelope, type Event, type EventOf, type EventType, eventVersion} from '../events.js';
import {depthLimit} from './journal-limits.js';
import {kindOf, quoted} from './quoted.js';

/** Says what is wrong with a value, or undefined when it is what it should be. */
type Check = (value: unknown) => string | undefined;

type Fields<T extends EventType> = Required<Omit<EventOf<T>, keyof Envelope | 'type'>>;

/** Every field of every type must have its check: the compiler sees to it. */
type Shapes = {readonly [T in EventType]: {readonly [K in keyof Fields<T>]: Check}};

const wrong = (wanted: string, value: unknown) => `must be ${wanted}, not ${kindOf(value)}`;

const text: Check = value => (typeof value === 'string' ? undefined : wrong('a text', value));
const finite: Check = value => (Number.isFinite(value) ? undefined : wrong('a finite number', value));
/** Times are made into dates, which end here. */
const time: Check = value =>
	typeof value === 'number' && value >= 0 && value <= 8.64e15 ? undefined : 'must be a time in ms since the epoch';
const duration: Check = value =>
	typeof value === 'number' && value >= 0 && value < 2 ** 53 ? undefined : 'must be a number of 0 or more';
const flag: Check = value => (typeof value === 'boolean' ? undefined : wrong('true or false', value));
const count: Check = value =>
	Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : 'must be a whole number of 0 or more';
const orNull =
	(check: Check): Check =>
	value =>
		value === null ? undefined : check(value);
const optional =
	(check: Check): Check =>
	value =>
		value === undefined ? undefined : check(value);
const oneOf =
	(...words: string[]): Check =>
	value =>
		typeof value === 'string' && words.includes(value) ? undefined : `must be one of ${words.join(', ')}`;
const listOf =
	(check: Check): Check =>
	value =>
		Array.isArray(value) ? value.map(check).find(reason => reason !== undefined) : wrong('a list', value);
/** The compiler asks for a check of every field of `T`. */
const shape =
	<T>(fields: {readonly [K in keyof Required<T>]: Check}): Check =>
	value => {
		if (kindOf(value) !== 'object') return wrong('an object', value);
		for (const [name, check] of Object.entries(fields) as Array<[string, Check]>) {
			const reason = check((value as Record<string, unknown>)[name]);
			if (reason) return `: ${name}${join(reason)}`;
		}
		return undefined;
	};

/** Reasons of inner fields begin with a colon, others read on. */
const join = (reason: string) => (reason.startsWith(':') ? reason : ` ${reason}`);

const json: Check = value => (value === undefined ? 'is missing' : undefined);

/** Whoever walks a value later may do so by recursion, which a hostile file could overflow. */
const tooDeep = (value: unknown): boolean => {
	let level: unknown[] = [value];
	for (let depth = 0; depth <= depthLimit && level.length > 0; depth++) {
		level = level.flatMap(entry => (typeof entry === 'object' && entry !== null ? Object.values(entry) : []));
	}
	return level.length > 0;
};

const state = oneOf('resolved', 'rejected', 'canceled', 'timedout');
const fault = oneOf('throw', 'kill', 'freeze', 'cut');
const placement = oneOf('before', 'after-effect', 'after-record', 'running');
const texts = listOf(text);
type Part<K extends keyof Description> = NonNullable<Description[K]>;
const description = shape<Description>({
	title: text,
	lanes: optional(texts),
	exclusive: optional(shape<Part<'exclusive'>>({resource: text, functions: texts})),
	states: optional(listOf(shape<Part<'states'>[number]>({name: text, after: optional(text)}))),
	units: optional(shape<Part<'units'>>({noun: text, functions: texts, count: optional(count)})),
	sleeps: optional(texts),
	once: optional(texts),
});

const processAndPid = {process: text, pid: count};
const task = {process: text, task: text, version: count};
const attempt = {step: text, attempt: count, process: text};
const sleep = {step: text, deadline: time};
const strike = {fault, target: text, placement};

const shapes: Shapes = {
	'run.started': {workflow: text, func: text, args: json, description},
	'run.settled': {state, value: optional(json)},
	'caller.joined': {caller: text},
	'caller.answered': {caller: text, state, value: optional(json)},
	'process.spawned': processAndPid,
	'process.ready': processAndPid,
	'process.frozen': processAndPid,
	'process.thawed': processAndPid,
	'process.cut': processAndPid,
	'process.healed': processAndPid,
	'process.exited': {...processAndPid, code: orNull(finite), signal: orNull(text)},
	'task.acquired': {...task, ttl: duration},
	'task.suspended': task,
	'task.released': {...task, reason: text, byHolder: optional(flag)},
	'task.fulfilled': task,
	'lease.expired': task,
	'step.created': {
		step: text,
		parent: text,
		kind: oneOf('run', 'sleep', 'promise', 'rpc', 'detached'),
		name: text,
		label: text,
		args: optional(json),
		retry: optional(text),
		workflow: optional(flag),
		file: optional(text),
		line: optional(count),
	},
	'step.started': attempt,
	'step.succeeded': attempt,
	'step.failed': {...attempt, error: text, retryIn: orNull(duration)},
	'step.interrupted': {...attempt, cause: text},
	'step.recorded': {step: text, state, value: optional(json), process: optional(text), version: optional(count)},
	'step.replayed': {step: text, process: text},
	'write.rejected': {step: text, process: text, status: count, write: text, version: count},
	'sleep.started': sleep,
	'sleep.shortened': sleep,
	'sleep.ended': sleep,
	position: {process: text, file: text, line: count, step: optional(text)},
	'fault.armed': {id: text, ...strike},
	'fault.disarmed': {id: text},
	'fault.injected': {id: orNull(text), ...strike},
	'pace.changed': {pace: duration},
	output: {process: text, stream: oneOf('stdout', 'stderr'), text},
};

/** All types of events. */
export const eventTypes: readonly EventType[] = Object.keys(shapes) as EventType[];

/** The names of the fields of an event, beside those that all have. */
export const fieldsOf = (type: EventType): readonly string[] => Object.keys(shapes[type]);

/** A value that is an event, or the reason why it is none: a clean line that reads on from “line 7 ”. */
export type Checked = {readonly event: Event} | {readonly reason: string};

/** True for an object that claims to be an event of some version. */
export const looksLikeEvent = (value: unknown): value is Record<string, unknown> =>
	kindOf(value) === 'object' && 'v' in (value as object) && 'type' in (value as object);

/** Checks a parsed line. Fields that this version does not know are left in. */
export const checkEvent = (value: unknown): Checked => {
	if (!looksLikeEvent(value)) return {reason: 'is not an event'};
	const {v, seq, at, run, type} = value;
	if (v !== eventVersion)
		return {reason: `has events of version ${typeof v === 'number' ? v : '?'}, this program reads ${eventVersion}`};
	if (typeof type !== 'string' || !Object.hasOwn(shapes, type))
		return {reason: `has an event of an unknown type: ${typeof type === 'string' ? quoted(type) : kindOf(type)}`};
	const envelope = {seq: count(seq), at: time(at), run: orNull(text)(run)};
	for (const [name, reason] of Object.entries(envelope)) if (reason) return {reason: `${type}: ${name} ${reason}`};
	for (const [name, check] of Object.entries(shapes[type as EventType]) as Array<[string, Check]>) {
		const reason = check(value[name]);
		if (reason) return {reason: `${type}: ${name}${join(reason)}`};
	}
	if (tooDeep(value)) return {reason: `${type}: is nested more than ${depthLimit} levels deep`};
	return {event: value as unknown as Event};
};
