import {lateness, takeover, throughput} from './engine.js';
import {table} from './report.js';
import {firstFrame, idle, running} from './screen.js';

const rows = [
	await firstFrame(11),
	await idle(5),
	...(await running(4)),
	await takeover(11),
	await lateness(7),
	await throughput(2000),
];
console.log(table(rows));
