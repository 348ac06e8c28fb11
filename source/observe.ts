import type {Network} from '@resonatehq/sdk';
import {EventLog} from './engine/log.js';
import type {Event} from './events.js';
import type {AnyFunction} from './instrument/call.js';
import {Observation} from './instrument/observation.js';
import {type EngineKind, instrumentRegistered} from './instrument/register.js';
import type {Report} from './instrument/step.js';
import {Tap} from './instrument/tap.js';
import {tapNetwork} from './instrument/tap-network.js';
import type {Show} from './scenarios/show.js';

/** How to observe; everything is optional. */
export type ObserveOptions = {
	/** The engine that runs the workflows: `generator` for `@resonatehq/sdk` (the default), `async` for `@resonatehq/sdk/async`. */
	readonly engine?: EngineKind;
	/** The name of this process in events: `p1` by default. */
	readonly process?: string;
	/** What lanes are called, and what else a description says. */
	readonly show?: Show;
	/** The clock, ms since the epoch: `Date.now` by default. */
	readonly now?: () => number;
};

/** Watches the workflows of this process, without changing what they do. */
export type Observer = {
	/**
	 * A workflow, or a plain function, that is observed: register it with Resonate instead of the original.
	 *
	 * @example
	 * ```ts
	 * const greet = resonate.register('greet', observer.instrument(greetWorkflow));
	 * ```
	 */
	readonly instrument: <F extends AnyFunction>(func: F) => F;
	/**
	 * A network with a tap: what the store is asked and what it replies tells of records, leases and fences.
	 *
	 * @example
	 * ```ts
	 * const resonate = new Resonate({network: observer.tap(new LocalNetwork())});
	 * ```
	 */
	readonly tap: (network: Network) => Network;
	/** All events so far, in order; the array grows, its entries never change. */
	readonly events: readonly Event[];
	/** Calls `listener` with each new event until the returned function is called. */
	readonly subscribe: (listener: (event: Event) => void) => () => void;
};

/**
 * Watches workflows in your own process, without the screen: the same events, in the same order, as `durable-tui --json`
 * prints. One line of them each makes a journal that `durable-tui replay` can show.
 *
 * @example
 * ```ts
 * const observer = observe();
 * const resonate = new Resonate({network: observer.tap(new LocalNetwork())});
 * resonate.register('order', observer.instrument(order));
 * observer.subscribe(event => console.log(event.type));
 * ```
 */
export function observe({
	engine = 'generator',
	process: name = 'p1',
	show,
	now = Date.now,
}: ObserveOptions = {}): Observer {
	const log = new EventLog(now);
	const report: Report = (run, body) => {
		const isStart = body.type === 'run.started' && Array.isArray(body.args);
		const description = isStart ? show?.describe?.(body.args) : undefined;
		log.append(run, isStart && description ? {...body, description} : body);
	};

	const observation = new Observation(name, report, show?.label && {label: show.label});
	const tap = new Tap(report, now);
	const {pid} = process;
	log.append(null, {type: 'process.spawned', process: name, pid});
	log.append(null, {type: 'process.ready', process: name, pid});
	return {
		instrument: func => instrumentRegistered(func, engine, observation.hooks) as typeof func,
		tap: network => tapNetwork(network, tap, name, observation),
		events: log.events,
		subscribe: listener => log.subscribe(listener),
	};
}
