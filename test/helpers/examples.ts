import {fileURLToPath} from 'node:url';
import type {Json} from '../../source/events.js';
import {fileScenario} from '../../source/scenarios/from-file.js';
import type {Scenario} from '../../source/scenarios/show.js';

/** The path of a file in `examples`. */
export function examplePath(name: string): string {
	return fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
}

/** The workflow of an example, as the command line would start it. */
export function exampleScenario(name: string, ...args: Json[]): Promise<Scenario> {
	return fileScenario(examplePath(name), {args});
}
