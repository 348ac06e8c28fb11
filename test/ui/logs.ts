import type {Description, Event} from '../../source/events.js';
import {begun, type LogBuilder, mutexDescription, sessionDescription} from '../helpers/log.js';

/** worker-A is done, worker-B executes on p1. */
export function holding(): LogBuilder {
	const log = begun().execute(['worker-A']);
	log.create('worker-B');
	log.start('worker-B');
	log.wait(500);
	log.add({type: 'pace.changed', pace: 8}, {run: null});
	return log;
}

/** worker-B threw and waits for its retry. */
export function backingOff(): LogBuilder {
	const log = holding();
	log.fail('worker-B', 2000);
	log.wait(600);
	log.add({type: 'pace.changed', pace: 8}, {run: null});
	return log;
}

/** p1 was killed while worker-B held; p2 has taken over. */
export function takenOver(): LogBuilder {
	const log = holding();
	log.exit('p1');
	log.interrupt('worker-B');
	log.spawn('p3');
	log.wait(30);
	log.acquire('p2');
	log.replay('p2', 'worker-A');
	log.start('worker-B', 'p2');
	log.wait(400);
	log.add({type: 'pace.changed', pace: 8}, {run: null});
	return log;
}

/** p1 is frozen past its lease: p2 holds as well. */
export function doubleHeld(): LogBuilder {
	const log = holding();
	log.process('frozen', 'p1');
	log.wait(5000);
	log.task('lease.expired', 'p1');
	log.acquire('p2');
	log.replay('p2', 'worker-A');
	log.start('worker-B', 'p2');
	log.wait(300);
	log.add({type: 'pace.changed', pace: 8}, {run: null});
	return log;
}

/** All workers are done. */
export function finished(): LogBuilder {
	const log = takenOver();
	log.wait(500);
	log.succeed('worker-B', 'p2');
	log.record('worker-B', 'p2');
	log.execute(['worker-C', 'worker-D', 'worker-E'], 'p2');
	log.task('task.fulfilled', 'p2');
	log.settle();
	return log;
}

/** The session sleeps, 4 of its 10 seconds are over; nobody holds it. */
export function sleeping(): LogBuilder {
	const log = begun(sessionDescription)
		.execute(['login'], 'p1', {name: 'loginSession', ms: 300})
		.execute(['page_view', 'search', 'product_view', 'add_to_cart', 'checkout_started'], 'p1', {
			name: 'recordActivity',
			ms: 400,
		})
		.execute(['idle'], 'p1', {name: 'markIdle', ms: 30})
		.sleep(10_000);
	log.wait(4000);
	log.add({type: 'pace.changed', pace: 8}, {run: null});
	return log;
}

/** The session is cleaned up; its sleep survived a kill and was shortened. */
export function cleanedUp(): LogBuilder {
	const log = sleeping();
	log.exit('p1');
	const deadline = log.at + 2000;
	log.shorten(deadline);
	log.wait(2000);
	log.wake(deadline);
	log.acquire('p2');
	log.replay('p2', 'login', 'page_view', 'search', 'product_view', 'add_to_cart', 'checkout_started', 'idle');
	log.execute(['expire'], 'p2', {name: 'expireSession', ms: 200});
	log.execute(['cleanup'], 'p2', {name: 'cleanupSession', ms: 200});
	log.task('task.fulfilled', 'p2');
	log.settle();
	return log;
}

/** A run with so many lanes that no screen has room for them. */
export function manyLanes(count: number): LogBuilder {
	const lanes = Array.from({length: count}, (_, index) => `step-${index + 1}`);
	const description: Description = {...mutexDescription, lanes};
	return begun(description).execute(lanes.slice(0, Math.ceil(count / 2)), 'p1', {ms: 10});
}

/** Two logs as one: events in the order of their times, with numbers of their own. */
export function merged(...logs: readonly LogBuilder[]): Event[] {
	const [first, ...others] = logs.map(log => log.events);
	const isProcess = (event: Event) => event.type.startsWith('process.');
	return [...(first ?? []), ...others.flatMap(events => events.filter(event => !isProcess(event)))]
		.sort((a, b) => a.at - b.at)
		.map((event, index) => ({...event, seq: index + 1}));
}
