import {expect, test} from 'vitest';
import {mutexScenario} from '../../source/scenarios/built-in.js';
import {labelOf, startEngine} from '../helpers/engine.js';

for (const [fault, relief] of [
	['freeze', 'thaw'],
	['cut', 'heal'],
] as const) {
	test.skipIf(process.platform === 'win32' && fault === 'freeze')(
		`a ${fault} past the lease: a second holder appears, and the first one's late write is refused with 409`,
		async () => {
			// Pace 8: a worker works for about a second, longer than the lease of half a second.
			const running = startEngine({scenarios: [mutexScenario(['a', 'b', 'c'])], lease: 500, pace: 8});
			const first = await running.until('step.started', event => labelOf(running, event) === 'b');
			await running.engine.dispatch({type: fault, process: first.process});
			const expired = await running.until('lease.expired');
			expect(expired.process).toBe(first.process);
			const second = await running.until(
				'step.started',
				event => event.step === first.step && event.process !== first.process,
			);
			const acquired = running.all('task.acquired', event => event.process === second.process)[0];
			expect(acquired?.version).toBe(expired.version + 1);
			expect(running.run().mostHolders).toBe(2);
			expect(running.run().overlap?.processes.toSorted()).toEqual([first.process, second.process].toSorted());

			await running.engine.dispatch({type: relief, process: first.process});
			const refused = await running.until('write.rejected', event => event.process === first.process);
			expect(refused).toMatchObject({step: first.step, status: 409, version: expired.version});
			await running.until('run.settled', event => event.state === 'resolved');
			expect(running.run().steps.map(({label, records}) => [label, records])).toEqual([
				['a', 1],
				['b', 1],
				['c', 1],
			]);
			const broken = Object.values(running.verdicts()).filter(each => each.verdict === 'broken');
			expect(broken).toHaveLength(1);
			expect(broken[0]?.why).toMatch(/lease/);
		},
	);
}

test('a heartbeat keeps the lease of a run that takes longer than it', async () => {
	const running = startEngine({scenarios: [mutexScenario(['a'])], lease: 300, pace: 8});
	await running.until('run.settled');
	expect(running.all('lease.expired')).toEqual([]);
	expect(running.attempts()).toEqual({a: 1});
});
