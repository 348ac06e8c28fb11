import {type Logger, type Request, Resonate} from '@resonatehq/sdk';
import {Arms, InjectedError} from '../instrument/faults.js';
import {errorMessage} from '../instrument/json.js';
import {paceTimers} from '../instrument/scope.js';
import {CanceledError, type StepHooks} from '../instrument/step.js';
import {type CallInfo, instrumentWorkflow, isWorkflow, originOf} from '../instrument/workflow.js';
import type {Show} from '../scenarios/show.js';
import {Link} from './link.js';
import type {FromProcess, ProcessOptions, ToProcess} from './protocol.js';

/*
 * The entry of a worker process: the SDK over the link, the workflows untouched but for their instrumentation. It lives
 * exactly as long as its link to the engine: a terminal's ctrl-C is the engine's business, a lost link is the end.
 */

const options = JSON.parse(process.argv[2] ?? '{}') as ProcessOptions;
const canceled = new Set<string>();
const running: StepHooks['running'] = new Map();
const announced = new Map<string, CallInfo>();
const held = new Map<string, () => void>();
const labels: Array<NonNullable<Show['label']>> = [];
let pace = 1;

process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit());

const arms = new Arms(
	(arm, step) =>
		new Promise(resolve => {
			held.set(arm.id, resolve);
			send({type: 'struck', arm: arm.id, step: step.id});
		}),
);
const hooks = {
	process: options.name,
	running,
	report,
	reach: arms.reach.bind(arms),
	isCanceled: (run: string) => canceled.has(run),
	label(name: string, args: readonly unknown[]) {
		for (const label of labels) {
			const found = label(name, args);
			if (found !== undefined) {
				return found;
			}
		}

		return undefined;
	},
	announce: (id: string, info: CallInfo) => announced.set(id, info),
};

const link = new Link(options.name, send, takeInfo);
paceTimers(() => pace);
process.on('message', accept);

try {
	await start();
	send({type: 'ready'});
} catch (error) {
	send({type: 'failed', reason: errorMessage(error)});
}

async function start(): Promise<void> {
	const resonate = new Resonate({network: link, pid: options.name, ttl: options.lease, logger: replays()});
	for (const url of options.modules) {
		const module = (await import(url)) as Record<string, unknown>;
		const {label} = (module.show ?? {}) as Show;
		if (label) {
			labels.push(label);
		}

		for (const [name, value] of Object.entries(module)) {
			if (isWorkflow(value)) {
				resonate.register(name, instrumentWorkflow(value, hooks));
			}
		}
	}
}

function accept(message: ToProcess): void {
	if (link.accept(message)) {
		return;
	}

	switch (message.type) {
		case 'pace': {
			pace = message.pace;
			break;
		}

		case 'arm': {
			arms.add(message.arm);
			break;
		}

		case 'disarm': {
			arms.remove(message.id);
			break;
		}

		case 'proceed': {
			held.get(message.arm)?.();
			held.delete(message.arm);
			break;
		}

		case 'throw': {
			throwIn(message.step);
			break;
		}

		case 'cancel': {
			canceled.add(message.run);
			for (const [step, scope] of running) {
				if (originOf(step) === message.run) {
					scope.end(new CanceledError('canceled'));
				}
			}

			break;
		}

		default:
	}
}

function throwIn(step: string): void {
	const scope = running.get(step);
	if (scope) {
		report(originOf(step), {type: 'fault.injected', id: null, fault: 'throw', target: step, placement: 'running'});
		scope.end(new InjectedError('crashed on purpose'));
	}
}

function report(...[run, body]: Parameters<StepHooks['report']>): void {
	send({type: 'event', at: Date.now(), run, body});
}

function send(message: FromProcess): void {
	// Without a link there is nobody to tell, and `disconnect` is about to end this process.
	if (process.connected) {
		process.send?.(message, undefined, undefined, () => {});
	}
}

/** What was announced for the promise that this request creates. */
function takeInfo(request: Request): CallInfo | undefined {
	if (request.kind !== 'task.fence' || request.data.action.kind !== 'promise.create') {
		return undefined;
	}

	const {id} = request.data.action.data;
	const info = announced.get(id);
	announced.delete(id);
	return info;
}

/** The SDK tells of each value that it served from a record in its trace: `dedup`. Warnings go to stderr, in words. */
function replays(): Logger {
	return {
		debug({component, kind, id}) {
			if (component === 'trace' && kind === 'dedup') {
				announced.delete(id);
				report(originOf(id), {type: 'step.replayed', step: id, process: options.name});
			}
		},
		info() {},
		warn() {},
		error(_fields, message) {
			console.error(message);
		},
	};
}
