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
 * A context that behaves as `ctx` does and, at each call that creates a durable promise, notes from where it was called. A
 * call site costs some ten microseconds; nothing is done where the context is no object of the SDK's.
 *
 * @param note Told of the promise's id and the place, before the call is yielded.
 */
export function withPositions<C extends object>(ctx: C, note: (id: string, place: Place) => void): C {
	const noted = Object.create(ctx) as Record<string, unknown>;
	for (const name of calls) {
		const call = (ctx as Record<string, unknown>)[name];
		if (typeof call === 'function') {
			noted[name] = (...args: unknown[]) => {
				const made: unknown = call.apply(ctx, args);
				const place = callerPlace();
				if (place && typeof made === 'object' && made !== null && 'id' in made) {
					note(String(made.id), place);
				}

				return made;
			};
		}
	}

	return noted as C;
}

/** The workflow's own frame: this function, the method above, then whoever called it. */
function callerPlace(): Place | undefined {
	const site = getCallSites(3, {sourceMap: true})[2];
	return site && {file: site.scriptName, line: site.lineNumber};
}
