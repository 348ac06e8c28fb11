import {builtUrl} from '../built.js';
import type {Description, Json} from '../events.js';
import type {Scenario, Show} from './show.js';

export {exclusiveResourceAccess} from '../workflows/mutex.js';

/** Who contends for the resource when nobody says otherwise. */
export const defaultWorkers = ['worker-A', 'worker-B', 'worker-C', 'worker-D', 'worker-E'] as const;

const defaultResource = 'payment-gateway';

/** One lane a worker; the lane's step is that worker's turn. */
export const show: Show = {
	label: (name, args) => (name === 'accessResource' ? String(args[1]) : undefined),
	describe: describeMutex,
};

function describeMutex(args: readonly Json[]): Description {
	const [resource, workers] = args;
	return {
		title: 'mutex',
		lanes: Array.isArray(workers) ? workers.map(String) : [],
		exclusive: {resource: String(resource), functions: ['accessResource']},
		units: {noun: 'worker', functions: ['accessResource']},
	};
}

/** The mutex over these workers. */
export function mutexScenario(workers: readonly string[] = defaultWorkers): Scenario {
	return {
		name: 'mutex',
		module: builtUrl('scenarios/mutex.js').href,
		func: 'exclusiveResourceAccess',
		id: now => `mutex/${defaultResource}/${now}`,
		args: () => [defaultResource, workers],
		describe: describeMutex,
	};
}
