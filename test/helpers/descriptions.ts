import type {Description} from '../../source/events.js';

/** The mutex as its scenario describes it, with all that a description can say. */
export const mutexDescription: Description = {
	title: 'mutex',
	lanes: ['worker-A', 'worker-B', 'worker-C', 'worker-D', 'worker-E'],
	exclusive: {resource: 'payment-gateway', functions: ['accessResource']},
	units: {noun: 'worker', functions: ['accessResource'], count: 5},
};

const activities = ['page_view', 'search', 'product_view', 'add_to_cart', 'checkout_started'];

/** The session, likewise. */
export const sessionDescription: Description = {
	title: 'session',
	lanes: ['login', ...activities, 'idle', 'sleep', 'expire', 'cleanup'],
	states: [
		{name: 'login'},
		{name: 'active', after: 'login'},
		{name: 'idle', after: 'idle'},
		{name: 'expired', after: 'expire'},
		{name: 'cleaned up', after: 'cleanup'},
	],
	units: {noun: 'activity', functions: ['recordActivity'], count: activities.length},
	sleeps: ['sleep'],
	once: ['cleanup'],
};
