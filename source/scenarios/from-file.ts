import {fork} from 'node:child_process';
import {existsSync, statSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {builtUrl} from '../built.js';
import type {Inspection, InspectionReply} from '../engine/inspect.js';
import {typescriptArguments} from '../engine/worker.js';
import type {Json} from '../events.js';
import {plainText} from '../model/plain-text.js';
import {UsageError} from '../usage/usage-error.js';
import {readDescription} from './description.js';
import type {Scenario} from './show.js';

/** How long a module may take to load, ms. */
const patience = 10_000;

/** What the user wants of a file. */
export type FileOptions = {
	/** The exported function to start; undefined: the only one there is. */
	readonly fn?: string;
	readonly args: readonly Json[];
	/** The id of the first run; later ones get a number. */
	readonly id?: string;
};

/**
 * A scenario from a file with workflows of the user's.
 *
 * @throws UsageError when the file cannot be used, in a sentence.
 */
export async function fileScenario(file: string, {fn, args, id}: FileOptions): Promise<Scenario> {
	const shown = plainText(file);
	if (!existsSync(file) || !statSync(file).isFile()) {
		throw new UsageError(`There is no file ${shown}.`);
	}

	const url = pathToFileURL(path.resolve(file)).href;
	const found = await inspect(url, args, shown);
	const func = choose(found, fn, shown);
	const description = readDescription(found.description, func, shown);
	return {
		name: func,
		module: url,
		kind: found.kind,
		func,
		id: (now, before) => (id === undefined ? `${func}/${now}` : before === 0 ? id : `${id}/${before + 1}`),
		args: () => args,
		describe: () => description,
	};
}

function choose({functions, kind}: Inspection, fn: string | undefined, file: string): string {
	const workflows = functions
		.filter(each => !each.isAlias && (kind === 'async' || each.isGenerator))
		.map(({name}) => name);
	const list = (names: readonly string[]): string => plainText(names.join(', ')) || 'nothing that can be called';
	if (fn !== undefined) {
		if (functions.some(({name}) => name === fn)) {
			return fn;
		}

		const exported = list(functions.map(({name}) => name));
		throw new UsageError(`${file} exports no function '${plainText(fn)}'; it exports ${exported}.`);
	}

	const [only] = workflows;
	if (only === undefined) {
		throw new UsageError(
			`${file} exports no workflow (a function* (ctx, …), or an async function of @resonatehq/sdk/async); it exports ${list(functions.map(({name}) => name))}.`,
		);
	}

	if (workflows.length > 1) {
		throw new UsageError(`${file} exports ${workflows.length} workflows; say which with --fn: ${list(workflows)}.`);
	}

	return only;
}

/** Loads the module in a process of its own and asks what it offers. */
function inspect(url: string, args: readonly Json[], file: string): Promise<Inspection> {
	return new Promise((resolve, reject) => {
		const child = fork(fileURLToPath(builtUrl('inspect.js')), [JSON.stringify({url, args})], {
			stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
			execArgv: typescriptArguments(),
		});
		const fail = (reason: string): void => {
			clearTimeout(timer);
			child.kill('SIGKILL');
			reject(new UsageError(`Cannot load ${file}: ${plainText(reason)}.`));
		};

		const timer = setTimeout(() => fail(`it did not finish loading in ${patience / 1000} s`), patience);
		child.once('message', (reply: InspectionReply) => {
			if ('problem' in reply) {
				fail(reply.problem.replace(/\.$/, ''));
				return;
			}

			clearTimeout(timer);
			resolve(reply.found);
		});
		child.once('error', error => fail(error.message));
		child.once('exit', code => fail(`it ended its process while it was loaded (exit code ${code})`));
	});
}
