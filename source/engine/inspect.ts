import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {Description, Json} from '../events.js';
import {errorMessage} from '../instrument/json.js';
import type {EngineKind} from '../instrument/register.js';
import {resolveLikeBundlers} from '../instrument/resolve.js';
import {isGenerator} from '../instrument/workflow.js';
import type {Show} from '../scenarios/show.js';

/** What a module of workflows has to offer, as told by a process that loaded it. */
export type Inspection = {
	readonly functions: ReadonlyArray<{
		readonly name: string;
		readonly isGenerator: boolean;
		/** Set when it is a function that is exported under another name too. */
		readonly isAlias: boolean;
	}>;
	readonly kind: EngineKind;
	/** What its `show.describe` made of the arguments; unchecked. */
	readonly description?: Description;
};

/** From the inspecting process: what was found, or in one line why nothing could be. */
export type InspectionReply = {readonly found: Inspection} | {readonly problem: string};

/*
 * The entry of a short-lived process that loads a module for the command line: whatever the module does at its import, it
 * does there.
 */

const {url, args} = JSON.parse(process.argv[2] ?? '{}') as {url: string; args: readonly Json[]};
resolveLikeBundlers();

let reply: InspectionReply;
try {
	reply = {found: await inspect()};
} catch (error) {
	reply = {problem: explain(error)};
}

process.send?.(reply, undefined, undefined, () => process.exit());

async function inspect(): Promise<Inspection> {
	const module = (await import(url)) as Record<string, unknown>;
	const exported = Object.entries(module).filter(([, value]) => typeof value === 'function');
	// What is exported as default too is known better by its name.
	exported.sort(([one], [other]) => Number(one === 'default') - Number(other === 'default'));
	const functions = exported.map(([name, value], index) => ({
		name,
		isGenerator: isGenerator(value),
		isAlias: exported.slice(0, index).some(([, earlier]) => earlier === value),
	}));
	const {describe} = (module.show ?? {}) as Show;
	const isAsync = /['"]@resonatehq\/sdk\/async['"]/.test(readFileSync(fileURLToPath(url), 'utf8'));
	return {functions, kind: isAsync ? 'async' : 'generator', description: describe?.(args)};
}

/** An error of loading, in one line, with the line of the source where Node says it. */
function explain(error: unknown): string {
	const [where = ''] = error instanceof Error ? (error.stack ?? '').split('\n') : [];
	const line = /^(?:file:|\/|[A-Za-z]:\\).*:(\d+)$/.exec(where.trim())?.[1];
	const message = errorMessage(error).replace(/\s+/g, ' ').trim();
	return line ? `${message} (line ${line})` : message;
}
