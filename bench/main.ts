import {manyLanes, manySteps} from './anyone.js';
import {lateness, takeover, throughput} from './engine.js';
import {table} from './report.js';
import {firstFrame, idle, running} from './screen.js';
import {seeking} from './seek.js';

const rows = [
	await firstFrame(11),
	await idle(5),
	...(await running(4)),
	await takeover(11),
	await lateness(7),
	await throughput(2000),
	await manySteps('sequence', 1000, 5),
	await manySteps('parallel', 1000, 5),
	await manyLanes(1000),
	...seeking(100_000, 1000),
];
console.log(table(rows));
