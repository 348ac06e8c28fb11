import type {Description, Json} from '../events.js';
import type {Show} from './show.js';

export {exclusiveResourceAccess} from '../workflows/mutex.js';

/** Who contends for the resource when nobody says otherwise. */
export const defaultWorkers = ['worker-A', 'worker-B', 'worker-C', 'worker-D', 'worker-E'] as const;

/** What they contend for. */
export const defaultResource = 'payment-gateway';

/** One lane a worker; the lane's step is that worker's turn. */
export const show = {
	label: (name: string, args: readonly unknown[]): string | undefined =>
		name === 'accessResource' ? String(args[1]) : undefined,
	describe: describeMutex,
} satisfies Show;

function describeMutex(args: readonly Json[]): Description {
	const [resource, workers] = args;
	return {
		title: 'mutex',
		lanes: Array.isArray(workers) ? workers.map(String) : [],
		exclusive: {resource: String(resource), functions: ['accessResource']},
		units: {noun: 'worker', functions: ['accessResource'], count: Array.isArray(workers) ? workers.length : undefined},
	};
}
