import {LocalNetwork, Resonate} from '@resonatehq/sdk';
import {emptyModel, judge, narrate, observe, reduce} from 'durable-tui';
import {bookTrip, show} from './trip.ts';

/*
 * The library: workflows that run in your own process, watched without the screen. Each event is told as it happens; at the end
 * come the verdicts. With `--json` it prints the events themselves, a journal for `durable-tui replay`.
 *
 *   node examples/observe.ts
 *   node examples/observe.ts --json > trip.jsonl && durable-tui replay trip.jsonl
 */

const observer = observe({show});
const resonate = new Resonate({network: observer.tap(new LocalNetwork())});
const trip = resonate.register('bookTrip', observer.instrument(bookTrip));

let model = emptyModel;
observer.subscribe(event => {
	model = reduce(model, event);
	const line = narrate(event, model);
	if (line) {
		console.error(line.text);
	}
});

await trip.run('trip-1', 'ada', 'hotel');
await resonate.stop();

if (process.argv.includes('--json')) {
	for (const event of observer.events) {
		console.log(JSON.stringify(event));
	}
} else {
	for (const run of model.runs.values()) {
		for (const {title, verdict, evidence} of judge(run, model)) {
			console.log(`${verdict}: ${title} (${evidence})`);
		}
	}
}
