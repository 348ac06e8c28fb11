import {Resonate} from '@resonatehq/sdk';
import type {AnyFunction} from '../instrument/call.js';
import {errorMessage} from '../instrument/json.js';
import {instrumentAgain, instrumentRegistered} from '../instrument/register.js';
import type {Show} from '../scenarios/show.js';
import {silentLogger} from './logger.js';
import type {ProcessOptions} from './protocol.js';
import {Runtime} from './runtime.js';

/* The entry of a worker process: registers the exported functions of the modules that it is told, with either engine. */

const options = JSON.parse(process.argv[2] ?? '{}') as ProcessOptions;
const runtime = new Runtime(options.name);
runtime.start();

try {
	await register();
	runtime.send({type: 'ready'});
} catch (error) {
	runtime.send({type: 'failed', reason: errorMessage(error)});
}

async function register(): Promise<void> {
	const {kind = 'generator', foreign} = options;
	if (foreign) {
		const {resolveLikeBundlers} = await import('../instrument/resolve.js');
		resolveLikeBundlers();
	}

	const settings = {
		network: runtime.network(),
		pid: options.name,
		ttl: options.lease,
		// What the SDK complains of, the events tell better.
		logger: runtime.logger(silentLogger),
	};
	const resonate = kind === 'async' ? await asyncEngine(settings) : new Resonate(settings);
	// A module may export a function under several names; the SDK wants each function once.
	const registered = new Set<unknown>();
	for (const url of options.modules) {
		const module = (await import(url)) as Record<string, unknown>;
		const {label} = (module.show ?? {}) as Show;
		if (label) {
			runtime.labels.push(label);
		}

		for (const [name, value] of Object.entries(module)) {
			if (typeof value === 'function') {
				const instrument = registered.has(value) ? instrumentAgain : instrumentRegistered;
				registered.add(value);
				resonate.register(name, instrument(value as AnyFunction, kind, runtime.hooks));
			}
		}
	}
}

type Settings = ConstructorParameters<typeof Resonate>[0];

async function asyncEngine(settings: Settings): Promise<{register(name: string, func: AnyFunction): unknown}> {
	const {Resonate: AsyncResonate} = await import('@resonatehq/sdk/async');
	return new AsyncResonate(settings);
}
