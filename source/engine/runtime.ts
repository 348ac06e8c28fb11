import type {Logger, Message, Network, Request, Response} from '@resonatehq/sdk';
import type {EventType} from '../events.js';
import {type CallInfo, originOf, type WorkflowHooks} from '../instrument/call.js';
import {Arms, InjectedError} from '../instrument/faults.js';
import {Observation} from '../instrument/observation.js';
import {paceTimers} from '../instrument/scope.js';
import {CanceledError, type Report} from '../instrument/step.js';
import {Channel} from './channel.js';
import {Link} from './link.js';
import {listeningLogger} from './logger.js';
import type {FromProcess, ToProcess} from './protocol.js';

/** Events that a request to the store follows; a message each would be most of the cost of a step. */
const unhurried: ReadonlySet<EventType> = new Set(['position', 'step.succeeded', 'step.replayed']);

/**
 * What lives in a worker process beside the workflows: the link to the engine and all that observes and hurts. There is one
 * in a process. It lives exactly as long as its link: a terminal's ctrl-C is the engine's business, a lost link is the end.
 */
export class Runtime {
	readonly hooks: WorkflowHooks;
	/** Descriptions' names for lanes, asked in order. */
	readonly labels: Array<WorkflowHooks['label']> = [];
	readonly #name: string;
	readonly #channel = new Channel();
	readonly #links: Link[] = [];
	readonly #canceled = new Set<string>();
	readonly #observation: Observation;
	readonly #held = new Map<string, () => void>();
	readonly #arms: Arms;
	#ready = false;
	/** What the SDK complained of last: when it gives a task back, that is why. */
	#trouble = 'given back';
	#pace = 1;

	/** @param name The process's name in events. */
	constructor(name: string) {
		this.#name = name;
		const report: Report = (run, body) => {
			const message = {type: 'event', at: Date.now(), run, body} as const;
			if (unhurried.has(body.type)) {
				this.#channel.sendSoon(message);
			} else {
				this.#channel.send(message);
			}
		};

		this.#arms = new Arms(
			(arm, step) =>
				new Promise(resolve => {
					const goOn = this.#channel.need();
					this.#held.set(arm.id, () => {
						goOn();
						resolve();
					});
					this.send({type: 'struck', arm: arm.id, step: step.id});
				}),
		);
		this.#observation = new Observation(name, report, {
			reach: (step, placement) => this.#arms.reach(step, placement),
			isCanceled: run => this.#canceled.has(run),
			label: (func, args) => this.labels.map(label => label(func, args)).find(label => label !== undefined),
		});
		this.hooks = this.#observation.hooks;
	}

	/** Begins to listen to the engine, and paces the timers of attempts. */
	start(): void {
		this.#channel.listen(message => this.#accept(message));
		paceTimers(() => this.#pace);
	}

	/** A network for the SDK; several clients in a process have one each. */
	network(): Network {
		const link = new Link(
			`${this.#name}/${this.#links.length}`,
			request => this.#request(request),
			// A client that is stopped does not keep its process alive.
			this.#channel.need(),
		);
		this.#links.push(link);
		return link;
	}

	/** Says that messages may come: once the code that runs now has come to an end, so that all is registered. */
	readySoon(): void {
		if (!this.#ready) {
			this.#ready = true;
			setImmediate(() => this.send({type: 'ready'}));
		}
	}

	/** A logger for the SDK that remembers what it complained of, and passes all on. */
	logger(inner: Logger): Logger {
		return listeningLogger(inner, trouble => {
			this.#trouble = trouble;
		});
	}

	/** Sends to the engine. */
	send(message: FromProcess): void {
		this.#channel.send(message);
	}

	readonly #replies = new Map<number, (response: Response) => void>();
	#requests = 0;

	async #request(request: Request): Promise<Response> {
		const id = ++this.#requests;
		const reply = new Promise<Response>(resolve => {
			this.#replies.set(id, resolve);
		});
		this.send({type: 'request', id, request, info: this.takeInfo(request)});
		const response = await reply;
		this.learn(request, response);
		return response;
	}

	/** What was announced for the promise that this request creates, or why a task is given back. */
	takeInfo(request: Request): CallInfo | undefined {
		return request.kind === 'task.release' ? {name: this.#trouble, label: ''} : this.#observation.takeInfo(request);
	}

	/** Takes note of what a store replied. */
	learn(request: Request, response: Response): void {
		this.#observation.learn(request, response);
	}

	#accept(message: ToProcess): void {
		switch (message.type) {
			case 'reply': {
				this.#replies.get(message.id)?.(message.response);
				this.#replies.delete(message.id);
				break;
			}

			case 'message': {
				this.#deliver(message.message);
				break;
			}

			case 'pace': {
				this.#pace = message.pace;
				break;
			}

			case 'arm': {
				this.#arms.add(message.arm);
				break;
			}

			case 'disarm': {
				this.#arms.remove(message.id);
				break;
			}

			case 'proceed': {
				this.#held.get(message.arm)?.();
				this.#held.delete(message.arm);
				break;
			}

			case 'throw': {
				this.#throwIn(message.step);
				break;
			}

			case 'cancel': {
				this.#canceled.add(message.run);
				this.#observation.end(step => originOf(step) === message.run, new CanceledError('canceled'));
				break;
			}

			default:
		}
	}

	#deliver(message: Message): void {
		for (const link of this.#links) {
			link.deliver(message);
		}
	}

	#throwIn(step: string): void {
		const scope = this.hooks.running.get(step);
		if (scope) {
			const place = {id: null, fault: 'throw', target: step, placement: 'running'} as const;
			this.hooks.report(originOf(step), {type: 'fault.injected', ...place});
			scope.end(new InjectedError('crashed on purpose'));
		}
	}
}
