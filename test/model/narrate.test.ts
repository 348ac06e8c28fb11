import {describe, expect, it} from 'vitest';
import {emptyModel} from '../../source/model/model.js';
import {narrate} from '../../source/model/narrate.js';
import {reduce} from '../../source/model/reduce.js';
import {begun, type LogBuilder, sessionDescription} from '../helpers/log.js';

/** The lines of a log from an event on. */
function lines(log: LogBuilder, from = 0): string[] {
	let model = emptyModel;
	const told: string[] = [];
	for (const event of log.events) {
		model = reduce(model, event);
		const line = narrate(event, model);
		if (line && event.seq > from) told.push(`${line.mark}: ${line.text}`);
	}
	return told;
}

describe('the log in words', () => {
	it('tells an undisturbed start', () => {
		const log = begun().execute(['worker-A']);
		expect(lines(log)).toEqual([
			'info: p1 is ready and stands by',
			'info: p2 is ready and stands by',
			'start: mutex began: mutex/test',
			'start: worker-A holds payment-gateway in p1',
			'done: worker-A done and recorded',
		]);
	});

	it('tells a kill and the takeover, once', () => {
		const log = begun().execute(['worker-A', 'worker-B', 'worker-C']);
		log.create('worker-D');
		log.start('worker-D');
		const from = log.events.length;
		log.exit('p1');
		log.acquire('p2');
		log.replay('p2', 'worker-A', 'worker-B', 'worker-C').execute(['worker-D', 'worker-E'], 'p2');
		expect(lines(log, from)).toEqual([
			'kill: p1 killed (SIGKILL) while worker-D held payment-gateway',
			'replay: p2 took over: A B C served from the log, D runs again',
			'done: worker-D done and recorded',
			'start: worker-E holds payment-gateway in p2',
			'done: worker-E done and recorded',
		]);
	});

	it('tells what died with the process: a retry, a result, nothing', () => {
		const killed = (prepare: (log: LogBuilder) => void) => {
			const log = begun();
			prepare(log);
			log.exit('p1');
			return lines(log).at(-1);
		};
		const attempt = (log: LogBuilder) => {
			log.create('worker-A');
			log.start('worker-A');
			return log;
		};
		expect(killed(log => attempt(log).fail('worker-A'))).toBe(
			'kill: p1 killed (SIGKILL) while worker-A waited for its retry',
		);
		expect(killed(log => attempt(log).succeed('worker-A'))).toBe(
			'kill: p1 killed (SIGKILL) while worker-A was done but not recorded',
		);
		expect(killed(log => log.execute(['worker-A']))).toBe('kill: p1 killed (SIGKILL) between two steps of mutex');
		expect(killed(log => log.sleep(1000))).toBe('kill: p1 killed (SIGKILL) while mutex slept');
		expect(killed(log => log.settle())).toBe('kill: p1 killed (SIGKILL)');
	});

	it('tells a throw with its retry', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		const from = log.events.length;
		log.fail('worker-A', 2000, 'p1', 'gateway\nunreachable');
		log.wait(2000).start('worker-A');
		log.fail('worker-A', null);
		expect(lines(log, from)).toEqual([
			'fail: worker-A threw: gateway unreachable; retry in 2 s',
			'start: worker-A holds payment-gateway again (attempt 2) in p1',
			'fail: worker-A threw: boom; no retry',
		]);
	});

	it('tells the story of a second holder', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		const from = log.events.length;
		log.process('frozen', 'p1');
		log.task('lease.expired', 'p1');
		log.acquire('p2');
		log.start('worker-A', 'p2');
		log.process('thawed', 'p1');
		log.refuse('worker-A');
		const write = {process: 'p1', status: 409, write: 'task.fulfill', version: 1};
		log.add({type: 'write.rejected', step: log.run, ...write});
		expect(log.state.rejected).toHaveLength(1);
		expect(lines(log, from)).toEqual([
			'freeze: p1 frozen (SIGSTOP) while worker-A held payment-gateway',
			'freeze: p1 lost the lease of mutex (version 1): it expired',
			'replay: p2 took over: A runs again, a second holder',
			'freeze: p1 thawed: it still believes that it holds mutex',
			'reject: late write of p1 for worker-A refused: 409, its lease (version 1) is over',
			'reject: late write of p1 for mutex refused: 409, its lease (version 1) is over',
		]);
	});

	it('tells a sleep, what shortened it, and how it went on', () => {
		const log = begun(sessionDescription).execute(['login'], 'p1', {name: 'loginSession'});
		const from = log.events.length;
		log.sleep(10_000).wait(4000);
		log.shorten(log.at + 3000);
		const deadline = log.at + 3000;
		log.wait(3002).wake(deadline);
		log.acquire('p1');
		log.replay('p1', 'login', 'sleep').execute(['expire'], 'p1', {name: 'expireSession'});
		log.settle();
		expect(lines(log, from)).toEqual([
			'sleep: sleep begins: durable, for 10 s',
			'sleep: sleep shortened: 3 s left',
			'sleep: sleep ended at its shortened deadline (+2 ms)',
			'replay: p1 went on: login sleep served from the log, expire runs',
			'done: expire done and recorded',
			'done: session done after 9 s',
		]);
	});

	it('tells a takeover that found everything in the log', () => {
		const log = begun().execute(['worker-A']);
		log.exit('p1');
		const from = log.events.length;
		log.acquire('p2');
		log.replay('p2', 'worker-A');
		log.task('task.fulfilled', 'p2');
		expect(lines(log, from)).toEqual(['replay: p2 took over: A served from the log, nothing was left to run']);
	});

	it('tells faults that were armed, not those done at once', () => {
		const log = begun();
		const from = log.events.length;
		const id = log.arm('worker-C', 'kill', 'after-effect');
		log.add({type: 'fault.injected', id, fault: 'kill', target: 'worker-C', placement: 'after-effect'});
		log.add({type: 'fault.injected', id: null, fault: 'kill', target: 'p1', placement: 'running'});
		expect(lines(log, from)).toEqual([
			'fault: kill armed for worker-C, after its effect, before its record',
			'fault: kill strikes worker-C after its effect, before its record',
		]);
	});

	it('tells what is done to a process at once by what comes of it, once', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		const from = log.events.length;
		log.add({type: 'fault.injected', id: null, fault: 'freeze', target: 'p1', placement: 'running'});
		log.process('frozen', 'p1');
		log.add({type: 'fault.injected', id: null, fault: 'kill', target: 'p1', placement: 'running'});
		log.add({type: 'fault.injected', id: null, fault: 'kill', target: 'p2', placement: 'running'}, {run: null});
		log.exit('p1');
		log.exit('p2');
		expect(lines(log, from)).toEqual([
			'freeze: p1 frozen (SIGSTOP) while worker-A held payment-gateway',
			'kill: p1 killed (SIGKILL) while worker-A held payment-gateway',
			'kill: p2 killed (SIGKILL)',
		]);
	});

	it('says nothing of late events of a canceled run', () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.settle('canceled');
		const from = log.events.length;
		log.fail('worker-A');
		log.record('worker-A');
		expect(lines(log, from)).toEqual([]);
	});

	it('lets no escape sequence through, wherever it comes from', () => {
		const evil = '\u001b]0;title\u0007\u001b[2Jevil\r\n\u009b31m';
		const log = begun({title: evil, lanes: [evil]}, `x/${evil}`);
		log.create(evil);
		log.start(evil);
		log.fail(evil, 10, 'p1', evil);
		log.arm(evil);
		log.add({type: 'output', process: 'p1', stream: 'stdout', text: evil});
		log.exit('p1');
		const told = lines(log);
		expect(told.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
		expect(told.some(line => line === 'info: p1: evil')).toBe(true);
	});
});
