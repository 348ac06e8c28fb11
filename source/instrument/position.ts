import {getCallSites} from 'node:util';

/** Where a call stands in its source: a path or URL as the runtime names it, source maps applied, and a line from 1. */
export type Place = {readonly file: string; readonly line: number};

/** The context's methods that create a durable promise. */
const calls = [
	'run',
	'rpc',
	'beginRun',
	'beginRpc',
	'lfi',
	'lfc',
	'rfi',
	'rfc',
	'detached',
	'sleep',
	'promise',
] as const;

/**
 * A context that behaves as `ctx` does and, at each call that creates a durable promise, notes from where it was called.
 *
 * @param replace What to pass on for the first argument of a call, the function or its name.
 * @param note Told of what the call made, before its promise is created.
 */
export function withPositions<C extends object>(
	ctx: C,
	replace: (func: unknown, method: string, args: readonly unknown[]) => unknown,
	note: (made: unknown, place: Place, method: string, args: readonly unknown[]) => void,
): C {
	const noted = Object.create(ctx) as Record<string, unknown>;
	for (const name of calls) {
		const call = (ctx as Record<string, unknown>)[name];
		if (typeof call === 'function') {
			noted[name] = (func: unknown, ...args: unknown[]) => {
				const made: unknown = call.apply(ctx, [replace(func, name, args), ...args]);
				note(made, callerPlace(), name, [func, ...args]);
				return made;
			};
		}
	}

	return noted as C;
}

/** The workflow's own frame: this function, the method above, then whoever called it. */
function callerPlace(): Place {
	const site = getCallSites(3, {sourceMap: true})[2];
	return {file: site?.scriptName ?? '', line: site?.lineNumber ?? 0};
}
