import {type Message, Resonate} from '@resonatehq/sdk';
import type {Json, SettledState} from '../events.js';
import {errorMessage, toJson} from '../instrument/json.js';
import type {Scenario} from '../scenarios/show.js';
import {Link} from './link.js';
import type {EventLog} from './log.js';
import {silentLogger} from './logger.js';
import type {Store} from './store.js';

/** A run that was started here. */
export type StartedRun = {
	readonly id: string;
	readonly scenario: Scenario;
	callers: number;
	/** Whether a fresh run has taken, or is about to take, its place. */
	restarted: boolean;
};

/** One caller's own connection to the store. */
type Client = {readonly resonate: Resonate; readonly network: Link};

/**
 * Starts runs as an ordinary client of the store does: with the SDK's `rpc`, by id. Each caller is a client of its own, so
 * two callers of one id are two strangers who meet at the promise.
 */
export class Runs {
	readonly #store: Store;
	readonly #log: EventLog;
	readonly #now: () => number;
	readonly #runs = new Map<string, StartedRun>();
	readonly #clients = new Map<string, Client>();

	constructor(store: Store, log: EventLog, now: () => number) {
		this.#store = store;
		this.#log = log;
		this.#now = now;
	}

	get(id: string): StartedRun | undefined {
		return this.#runs.get(id);
	}

	/** Starts a scenario under a fresh id. */
	start(scenario: Scenario): StartedRun {
		const id = this.#freshId(scenario);
		const args = scenario.args(id);
		const run: StartedRun = {id, scenario, callers: 0, restarted: false};
		this.#runs.set(id, run);
		this.#store.tap.expect(id);
		this.#log.append(id, {
			type: 'run.started',
			workflow: scenario.name,
			func: scenario.func,
			args,
			description: scenario.describe(args),
		});
		this.join(run);
		return run;
	}

	/** One more caller starts this id, with the same function and arguments, and waits for the result. Its name. */
	join(run: StartedRun): string {
		const caller = `caller-${++run.callers}`;
		this.#log.append(run.id, {type: 'caller.joined', caller});
		void this.#call(run, caller);
		return caller;
	}

	/** Takes a message for one of the callers. */
	deliver(caller: string, message: Message): void {
		this.#clients.get(caller)?.network.deliver(message);
	}

	/** Ends all clients. */
	async stop(): Promise<void> {
		await Promise.all([...this.#clients.values()].map(async ({resonate}) => resonate.stop()));
	}

	async #call(run: StartedRun, caller: string): Promise<void> {
		const {func, args} = run.scenario;
		let state: SettledState = 'resolved';
		let value: Json;
		try {
			const {resonate} = this.#client(caller);
			const handle = await resonate.beginRpc(run.id, func, ...args(run.id));
			value = toJson(await handle.result());
		} catch (error) {
			state = this.#stateOf(run.id) ?? 'rejected';
			value = errorMessage(error);
		}

		this.#log.append(run.id, {type: 'caller.answered', caller, state, value});
	}

	#stateOf(id: string): SettledState | undefined {
		const settled = this.#log.events.findLast(event => event.type === 'run.settled' && event.run === id);
		return settled?.type === 'run.settled' ? settled.state : undefined;
	}

	#client(caller: string): Client {
		const known = this.#clients.get(caller);
		if (known) {
			return known;
		}

		const network = new Link(caller, request => this.#store.request(caller, request));
		const client = {network, resonate: new Resonate({network, pid: caller, logger: silentLogger})};
		this.#clients.set(caller, client);
		return client;
	}

	/** Ids carry a time in ms; two runs begun within one get two all the same. */
	#freshId(scenario: Scenario): string {
		const now = this.#now();
		const before = [...this.#runs.values()].filter(run => run.scenario === scenario).length;
		let id = scenario.id(now, before);
		for (let more = 1; this.#runs.has(id); more++) {
			id = scenario.id(now + more, before + more);
		}

		return id;
	}
}
