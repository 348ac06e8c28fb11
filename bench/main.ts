import {lateness, takeover, throughput} from './engine.js';
import {table} from './report.js';

const rows = [await takeover(11), await lateness(7), await throughput(2000)];
console.log(table(rows));
