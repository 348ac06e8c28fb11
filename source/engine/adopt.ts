import {ConsoleLogger, HttpNetwork, type Logger, type LogLevel, type Network, PollMessageSource} from '@resonatehq/sdk';
import type {AnyFunction} from '../instrument/call.js';
import {type EngineKind, instrumentRegistered} from '../instrument/register.js';
import {Tap} from '../instrument/tap.js';
import {tapNetwork} from '../instrument/tap-network.js';
import type {Runtime} from './runtime.js';

/** What the SDK's `Resonate` takes, as far as it matters here. */
type Options = {
	url?: string;
	group?: string;
	pid?: string;
	ttl?: number;
	token?: string;
	timeout?: number;
	verbose?: boolean;
	logLevel?: LogLevel;
	logger?: Logger;
	network?: Network;
};

// biome-ignore lint/suspicious/noExplicitAny: a mixin's constructor must take any arguments.
type ResonateClass = new (...args: any[]) => object;

/** The methods that take a registered function by reference, and at which argument. */
const references = {run: 1, rpc: 1, beginRun: 1, beginRpc: 1, schedule: 2} as const;

/**
 * A subclass of a program's own `Resonate` that is observed: its functions are instrumented as they are registered, and a client
 * that asks for no server is connected to the visualizer's store. One with a server or network of its own keeps it, tapped.
 *
 * @param lease Lease of its tasks in ms, where the user set one; else the program's own or the SDK's default.
 */
export function adopt<Class extends ResonateClass>(
	Real: Class,
	kind: EngineKind,
	runtime: Runtime,
	lease?: number,
): Class {
	class Resonate extends Real {
		// biome-ignore lint/suspicious/noExplicitAny: a mixin's constructor must take any arguments.
		constructor(...args: any[]) {
			super(connect((args[0] ?? {}) as Options, runtime, lease));
		}
	}

	// biome-ignore lint/suspicious/noExplicitAny: the base's own methods are looked up by name.
	const prototype = Real.prototype as Record<string, ((...args: any[]) => unknown) | undefined>;
	redefine('register', (original, args) => {
		runtime.readySoon();
		const [first, second] = args;
		return typeof first === 'function'
			? original(first.name, instrumentRegistered(first as AnyFunction, kind, runtime.hooks), second)
			: original(first, instrumentRegistered(second as AnyFunction, kind, runtime.hooks), ...args.slice(2));
	});
	for (const [method, position] of Object.entries(references)) {
		redefine(method, (original, args) => {
			args[position] = runtime.hooks.standIns.get(args[position] as AnyFunction) ?? args[position];
			return original(...args);
		});
	}

	function redefine(method: string, by: (original: (...args: unknown[]) => unknown, args: unknown[]) => unknown): void {
		const original = prototype[method];
		if (original) {
			Object.defineProperty(Resonate.prototype, method, {
				configurable: true,
				value(this: unknown, ...args: unknown[]): unknown {
					return by(original.bind(this), args);
				},
			});
		}
	}

	return Object.defineProperty(Resonate, 'name', {value: 'Resonate'});
}

function connect(options: Options, runtime: Runtime, lease: number | undefined): Options {
	const {group = 'default', token, timeout} = options;
	const level = options.logLevel ?? (options.verbose ? 'debug' : 'warn');
	const logger = runtime.logger(options.logger ?? new ConsoleLogger(level));
	const url = options.url ?? process.env.RESONATE_URL;
	if (!options.network && !url) {
		const {ttl = lease} = options;
		return {...options, ...(ttl === undefined ? {} : {ttl}), network: runtime.network(), logger};
	}

	const pid = options.pid ?? crypto.randomUUID().replaceAll('-', '');
	const server = (): Network =>
		new HttpNetwork({
			url: url ?? '',
			token,
			timeout,
			headers: {},
			adapter: new PollMessageSource({
				url: `${url}/poll/${encodeURIComponent(group)}/${encodeURIComponent(pid)}`,
				token,
				logger,
			}),
			logger,
		});
	const tap = new Tap(runtime.hooks.report, Date.now);
	const network = tapNetwork(options.network ?? server(), tap, runtime.hooks.process, runtime);
	return {...options, pid, network, logger};
}
