import type {Description, Json} from '../events.js';
import type {Show} from './show.js';

export {sessionLifecycle} from '../workflows/session.js';

/** What comes with each of them. */
export const activityData: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
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
export const show = {
	label: (name: string, args: readonly unknown[]): string | undefined =>
		name === 'recordActivity' ? activityType(args[2]) : steps[name],
	describe: describeSession,
} satisfies Show;

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
		units: {noun: 'activity', functions: ['recordActivity'], count: activities.length},
		sleeps: [sleepLabel],
		once: ['cleanup'],
	};
}
