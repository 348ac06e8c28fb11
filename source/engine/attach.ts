import {registerHooks} from 'node:module';
import type {EngineKind} from '../instrument/register.js';
import {resolveLikeBundlers} from '../instrument/resolve.js';
import {adopt} from './adopt.js';
import type {AttachOptions} from './protocol.js';
import {Runtime} from './runtime.js';

/*
 * Loaded into a program of the user's before its own code (`node --import`): the program's imports of the SDK lead to a module
 * that re-exports the program's own copy with an adopted `Resonate`. Nothing of the program is changed.
 */

const scheme = 'durable-tui:';
const {name, lease} = JSON.parse(process.env.DURABLE_TUI_PROCESS ?? '{}') as AttachOptions;
// The program's own children are not ours.
delete process.env.DURABLE_TUI_PROCESS;

const runtime = new Runtime(name);
runtime.start();
resolveLikeBundlers();

// The substitute module is text; this is how its code finds what to call.
const door = Symbol.for('durable-tui.adopt');
Object.defineProperty(globalThis, door, {
	value: (resonate: never, kind: EngineKind) => adopt(resonate, kind, runtime, lease),
});

const kinds: Readonly<Record<string, EngineKind>> = {'@resonatehq/sdk': 'generator', '@resonatehq/sdk/async': 'async'};

registerHooks({
	resolve(specifier, context, next) {
		// Read first: Node writes what the next hook says into this same object.
		const {parentURL} = context;
		const found = next(specifier, context);
		const kind = kinds[specifier];
		const isOurs = parentURL?.startsWith(scheme) || parentURL === import.meta.url;
		return kind && !isOurs ? {url: `${scheme}${kind}?${found.url}`, format: 'module', shortCircuit: true} : found;
	},
	load(url, context, next) {
		if (!url.startsWith(scheme)) {
			return next(url, context);
		}

		const kind = url.slice(scheme.length, url.indexOf('?'));
		const real = JSON.stringify(url.slice(url.indexOf('?') + 1));
		const source = [
			`import * as sdk from ${real};`,
			`export * from ${real};`,
			`export const Resonate = globalThis[Symbol.for('durable-tui.adopt')](sdk.Resonate, '${kind}');`,
		].join('\n');
		return {format: 'module', source, shortCircuit: true};
	},
});
