import {expect, test} from 'vitest';
import type {Fault} from '../../source/events.js';
import type {Guarantee} from '../../source/model/guarantee.js';
import {mutexScenario, sessionScenario} from '../../source/scenarios/built-in.js';
import {labelOf, type RunningEngine, startEngine} from '../helpers/engine.js';

type Verdict = Guarantee['verdict'];

type Row = {
	readonly fault: Fault;
	readonly placement: 'before' | 'after-effect' | 'after-record';
	/** How many attempts b has; one that a fault ended before the call has no effect. */
	readonly executed: number;
	/** How its first attempt ends. */
	readonly first: 'succeeded' | 'failed' | 'interrupted';
	readonly oneHolder: Verdict;
	readonly sideEffects: Verdict;
	/** Whether somebody writes late, and is refused. */
	readonly refused: boolean;
	/** More than 1 where b must work for much longer than the lease lasts. */
	readonly pace?: number;
};

const once = {executed: 1, first: 'succeeded', sideEffects: 'holds'} as const;
const twice = {executed: 2, sideEffects: 'note'} as const;

/*
 * Each fault at each place where it makes sense (a step cannot throw after its record), on the second of three workers. What
 * differs is how often the effect happens and whether two held at once; what never differs is below.
 */
const table: readonly Row[] = [
	{
		fault: 'throw',
		placement: 'before',
		...twice,
		sideEffects: 'holds',
		first: 'failed',
		oneHolder: 'holds',
		refused: false,
	},
	{fault: 'throw', placement: 'after-effect', ...twice, first: 'failed', oneHolder: 'holds', refused: false},
	{
		fault: 'kill',
		placement: 'before',
		...twice,
		sideEffects: 'holds',
		first: 'interrupted',
		oneHolder: 'holds',
		refused: false,
	},
	{fault: 'kill', placement: 'after-effect', ...twice, first: 'interrupted', oneHolder: 'holds', refused: false},
	{fault: 'kill', placement: 'after-record', ...once, oneHolder: 'holds', refused: false},
	// A frozen process is still in its critical section while the next one is let in.
	{fault: 'freeze', placement: 'before', ...twice, first: 'succeeded', oneHolder: 'broken', refused: true},
	{fault: 'freeze', placement: 'after-effect', ...twice, first: 'succeeded', oneHolder: 'broken', refused: true},
	{fault: 'freeze', placement: 'after-record', ...once, oneHolder: 'holds', refused: false},
	// One that is cut off works on: only if its work takes longer than the lease, it overlaps.
	{fault: 'cut', placement: 'before', ...twice, first: 'succeeded', oneHolder: 'broken', refused: true, pace: 12},
	{fault: 'cut', placement: 'after-effect', ...twice, first: 'succeeded', oneHolder: 'holds', refused: true},
	{fault: 'cut', placement: 'after-record', ...once, oneHolder: 'holds', refused: false},
];

for (const row of table) {
	const {fault, placement, executed, first, oneHolder, sideEffects, refused, pace = 1} = row;
	test.skipIf(process.platform === 'win32' && fault === 'freeze')(
		`${fault} ${placement}: executed ${executed}×, one holder at a time ${oneHolder}`,
		async () => {
			const running = startEngine({
				scenarios: [mutexScenario(['d', 'b', 'e'])],
				lease: isStop(fault) ? 700 : 5000,
				pace,
			});
			const {id} = running.run();
			const armed = await running.engine.dispatch({type: 'arm', run: id, fault, target: 'b', placement});
			expect(armed.done).toBe(true);
			expect(running.run().armed).toMatchObject([{fault, placement, target: 'b'}]);
			const struck = await running.until('fault.injected');
			expect(struck).toMatchObject({run: id, fault, placement, target: 'b'});
			expect(running.run().armed).toEqual([]);
			if (isStop(fault)) {
				await comeBack(running, fault, placement);
			}

			const settled = await running.until('run.settled');
			if (refused) {
				const late = await running.until('write.rejected', event => labelOf(running, event) === 'b');
				expect(late.status).toBe(409);
			}

			// In the order of the workers, each once, whatever happened.
			expect(settled).toMatchObject({
				state: 'resolved',
				value: {processed: [{workerId: 'd'}, {workerId: 'b'}, {workerId: 'e'}]},
			});
			expect(running.attempts()).toEqual({d: 1, b: executed, e: 1});
			expect(running.run().steps.map(({records}) => records)).toEqual([1, 1, 1]);
			expect(running.run().steps[1]?.attempts[0]?.state).toBe(first);
			expect(verdictsOf(running)).toEqual({
				'one-holder': oneHolder,
				'never-re-ran': expect.stringMatching('holds'),
				'recorded-once': 'holds',
				'side-effects': sideEffects,
				'nothing-held': expect.stringMatching(/^(holds|open)$/),
			});
			expect(running.all('process.exited').map(event => event.signal)).toEqual(fault === 'kill' ? ['SIGKILL'] : []);
		},
	);
}

function isStop(fault: Fault): fault is 'freeze' | 'cut' {
	return fault === 'freeze' || fault === 'cut';
}

/** Brings the process back when another one has gone on: at work on what it took over, or with all of it done. */
async function comeBack(running: RunningEngine, fault: 'freeze' | 'cut', placement: Row['placement']): Promise<void> {
	const stopped = await running.until(fault === 'freeze' ? 'process.frozen' : 'process.cut');
	const expired = await running.until('lease.expired');
	expect(expired.process).toBe(stopped.process);
	const next = placement === 'after-record' ? 'e' : 'b';
	await running.until('step.started', event => labelOf(running, event) === next && event.process !== stopped.process);
	if (fault === 'cut' && placement === 'before') {
		// It comes to the end of its work meanwhile.
		await running.until(
			'step.succeeded',
			event => event.process === stopped.process && labelOf(running, event) === 'b',
		);
	}

	await running.engine.dispatch({type: fault === 'freeze' ? 'thaw' : 'heal', process: stopped.process});
}

function verdictsOf(running: RunningEngine): Record<string, Verdict> {
	return Object.fromEntries(Object.values(running.verdicts()).map(({id, verdict}) => [id, verdict]));
}

test('what is done to a process on purpose is told for each run that it holds, and once if it holds none', async () => {
	// One process holds both.
	const running = startEngine({scenarios: [mutexScenario(['a']), sessionScenario([], 60_000)], processes: 1, pace: 8});
	await running.until('step.started', event => labelOf(running, event) === 'a');
	await running.until('step.started', event => labelOf(running, event) === 'login');
	await running.engine.dispatch({type: 'kill', process: 'p1'});
	const exited = await running.until('process.exited');
	const ids = running.all('run.started').map(event => event.run);
	expect(
		running.all('fault.injected').map(({run, fault, target, placement, id}) => [run, fault, target, placement, id]),
	).toEqual(ids.map(id => [id, 'kill', 'p1', 'running', null]));
	expect(running.all('fault.injected').every(event => event.seq < exited.seq)).toBe(true);
	expect(ids.map(id => running.run(id ?? '').injuries.length)).toEqual([1, 1]);

	// The session sleeps: nobody holds it any more, and the mutex is over.
	await running.until('run.settled');
	await running.until('task.suspended');
	await running.engine.dispatch({type: 'cut', process: 'p2'});
	const [cut] = running.all('fault.injected', event => event.fault === 'cut');
	expect(cut).toMatchObject({run: null, target: 'p2', placement: 'running'});
	expect(running.run(ids[1] ?? '').injuries).toHaveLength(2);
	expect(running.run(ids[0] ?? '').injuries).toHaveLength(1);
});

test('an accident is no deed: a process that dies by another hand leaves no fault in the log', async () => {
	const running = startEngine({scenarios: [mutexScenario(['a', 'b'])]});
	await running.until('step.started');
	const [first] = running.all('process.spawned');
	process.kill(first?.pid ?? 0, 'SIGKILL');
	await running.until('run.settled');
	expect(running.all('process.exited')[0]?.signal).toBe('SIGKILL');
	expect(running.all('fault.injected')).toEqual([]);
});
