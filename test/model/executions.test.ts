import {expect, test} from 'vitest';
import {judge} from '../../source/model/judge.js';
import {fold} from '../../source/model/reduce.js';
import {lanesOf} from '../../source/model/select.js';
import {begun} from '../helpers/log.js';

for (const [placement, executed, verdict] of [
	['before', 1, 'holds'],
	['after-effect', 2, 'note'],
] as const) {
	test(`a kill ${placement} of worker-A leaves ${executed} execution(s) behind`, () => {
		const log = begun();
		log.create('worker-A');
		log.start('worker-A');
		log.add({type: 'fault.injected', id: 'fault-1', fault: 'kill', target: 'worker-A', placement});
		log.interrupt('worker-A');
		log.exit('p1');
		log.acquire('p2');
		log.start('worker-A', 'p2');
		log.succeed('worker-A', 'p2');
		log.record('worker-A', 'p2');

		const model = fold(log.events);
		const [run] = model.runs.values();
		if (!run) throw new Error('no run');
		// Both attempts are there to be seen; only what called the function counts as a side effect.
		expect(run.steps[0]?.attempts).toHaveLength(2);
		expect(lanesOf(run)[0]?.executed).toBe(executed);
		expect(judge(run, model).find(({id}) => id === 'side-effects')).toMatchObject({verdict});
	});
}
