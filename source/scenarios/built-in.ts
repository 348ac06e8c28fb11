import {builtUrl} from '../built.js';
import {defaultResource, defaultWorkers, show as mutexShow} from './mutex.js';
import {activityData, defaultActivities, show as sessionShow} from './session.js';
import type {Scenario} from './show.js';

/** The mutex over these workers. */
export function mutexScenario(workers: readonly string[] = defaultWorkers): Scenario {
	return {
		name: 'mutex',
		module: builtUrl('scenarios/mutex.js').href,
		func: 'exclusiveResourceAccess',
		id: now => `mutex/${defaultResource}/${now}`,
		args: () => [defaultResource, workers],
		describe: mutexShow.describe,
	};
}

/** A session with these activities that idles for `idle` ms. */
export function sessionScenario(activities: readonly string[] = defaultActivities, idle = 10_000): Scenario {
	return {
		name: 'session',
		module: builtUrl('scenarios/session.js').href,
		func: 'sessionLifecycle',
		id: now => `session/sess_${now}`,
		args: id => [
			id.slice('session/'.length),
			'user_alice_42',
			activities.map(type => ({type, data: activityData[type] ?? {}})),
			idle,
		],
		describe: sessionShow.describe,
	};
}
