import {builtUrl} from '../built.js';
import type {Description, Json} from '../events.js';
import type {Scenario, Show} from './show.js';

export {sessionLifecycle} from '../workflows/session.js';

const activityData: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
	page_view: {path: '/catalogue', referrer: 'newsletter'},
	search: {query: 'noise cancelling headphones', results: 18},
	product_view: {productId: 'hp-700', name: 'Quiet 700'},
	add_to_cart: {productId: 'hp-700', quantity: 1, price: 189},
	checkout_started: {cartTotal: 189, itemCount: 1},
};

/** What the user does when nobody says otherwise. */
export const defaultActivities = Object.keys(activityData);

const sleepLabel = 'idle sleep';
const steps: Readonly<Record<string, string>> = {
	loginSession: 'login',
	markIdle: 'mark idle',
	sleep: sleepLabel,
	expireSession: 'expire',
	cleanupSession: 'cleanup',
};

/** One lane a step; an activity's lane is called after its type. */
export const show: Show = {
	label: (name, args) => (name === 'recordActivity' ? activityType(args[2]) : steps[name]),
	describe: describeSession,
};

function activityType(activity: unknown): string {
	return typeof activity === 'object' && activity !== null && 'type' in activity ? String(activity.type) : 'activity';
}

function describeSession(args: readonly Json[]): Description {
	const activities = Array.isArray(args[2]) ? args[2] : [];
	return {
		title: 'session',
		lanes: ['login', ...activities.map(activityType), 'mark idle', sleepLabel, 'expire', 'cleanup'],
		states: [
			{name: 'login'},
			{name: 'active', after: 'login'},
			{name: 'idle', after: 'mark idle'},
			{name: 'expired', after: 'expire'},
			{name: 'cleaned up', after: 'cleanup'},
		],
		units: {noun: 'activity', functions: ['recordActivity']},
		once: ['cleanup'],
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
		describe: describeSession,
	};
}
