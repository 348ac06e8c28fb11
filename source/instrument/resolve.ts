import {type ResolveFnOutput, registerHooks} from 'node:module';

/** What a bundler would try where a relative import names no file. */
const endings = ['.ts', '.mts', '.js', '.mjs', '/index.ts', '/index.js'];

const sdk = /^@resonatehq\/sdk(\/.*)?$/;

/**
 * From now on, imports are found that Node alone would not find: relative ones without an extension or with the `.js` of a
 * file that is a `.ts` (as TypeScript and bundlers allow), and the SDK for programs that have none installed.
 */
export function resolveLikeBundlers(): void {
	registerHooks({
		resolve(specifier, context, next) {
			try {
				return next(specifier, context);
			} catch (error) {
				for (const candidate of candidates(specifier)) {
					const found = attempt(() => next(candidate, context));
					if (found) {
						return found;
					}
				}

				if (sdk.test(specifier) && context.parentURL !== import.meta.url) {
					return next(specifier, {...context, parentURL: import.meta.url});
				}

				throw error;
			}
		},
	});
}

function candidates(specifier: string): string[] {
	if (!/^(\.{0,2}\/|file:)/.test(specifier)) {
		return [];
	}

	const asTypeScript = /\.m?js$/.test(specifier) ? [specifier.replace(/js$/, 'ts')] : [];
	return [...asTypeScript, ...endings.map(ending => specifier + ending)];
}

function attempt(resolve: () => ResolveFnOutput): ResolveFnOutput | undefined {
	try {
		return resolve();
	} catch {
		return undefined;
	}
}
