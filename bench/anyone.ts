import {LocalNetwork, Resonate} from '@resonatehq/sdk';
import {Engine} from '../source/engine/engine.js';
import type {Event} from '../source/events.js';
import {judge} from '../source/model/judge.js';
import {emptyModel, type Model} from '../source/model/model.js';
import {reduce} from '../source/model/reduce.js';
import {fileScenario} from '../source/scenarios/from-file.js';
import {frame} from '../source/ui/frame.js';
import {createTheme} from '../source/ui/theme.js';
import {initialTour} from '../source/ui/tour/tour-state.js';
import {initialView} from '../source/ui/view-state.js';
import {parallel, sequence} from './flows.js';
import {median, type Row} from './report.js';

const flows = {sequence, parallel} as const;

type Shape = keyof typeof flows;

/** How long a file's workflow of many steps takes here, and alone in one process with the SDK's own store. */
export async function manySteps(shape: Shape, steps: number, times: number): Promise<Row> {
	const alone: number[] = [];
	const ours: number[] = [];
	for (let round = 0; round < times; round++) {
		alone.push(await bare(shape, steps));
		ours.push(took(await observed(shape, steps)));
	}

	const ratios = ours.map((each, index) => each / (alone[index] ?? Number.NaN));
	return {
		what: `${steps} steps in ${shape}`,
		value: `${median(ratios).toFixed(2)}× (${Math.round(median(ours))} ms)`,
		// Alone, the store is in the same process: each of a step's two requests costs a way there and back here.
		against: `alone: ${Math.round(median(alone))} ms; ${((median(ours) - median(alone)) / steps).toFixed(2)} ms more a step`,
		aim: '≤ 1.5×',
	};
}

/** What a frame costs with many lanes, against one with as many as fit on the screen. */
export async function manyLanes(steps: number): Promise<Row> {
	const few = frameTime(await observed('parallel', 12));
	const many = frameTime(await observed('parallel', steps));
	return {
		what: `a frame with ${steps} lanes`,
		value: `${many.toFixed(2)} ms`,
		against: `with 12: ${few.toFixed(2)} ms (${(many / few).toFixed(2)}×); model and lines, at 120×40`,
		aim: 'near 1×',
	};
}

async function bare(shape: Shape, steps: number): Promise<number> {
	const resonate = new Resonate({network: new LocalNetwork(), logLevel: 'error'});
	const flow = resonate.register(shape, flows[shape]);
	const began = performance.now();
	await flow.run(`${shape}-${began}`, steps);
	const took = performance.now() - began;
	await resonate.stop();
	return took;
}

async function observed(shape: Shape, steps: number): Promise<readonly Event[]> {
	const scenario = await fileScenario('bench/flows.ts', {fn: shape, args: [steps]});
	const engine = new Engine({scenarios: [scenario], processes: 2, lease: 5000, pace: 1});
	engine.start();
	await engine.done;
	await engine.stop();
	return engine.log.events;
}

/** From the moment at which a process has the run to its end. */
function took(events: readonly Event[]): number {
	const at = (type: Event['type']): number => events.find(event => event.type === type)?.at ?? Number.NaN;
	return at('run.settled') - at('task.acquired');
}

/** Median of what it takes to draw after each of the last events; the drawing of Ink itself depends on the rows alone. */
function frameTime(events: readonly Event[]): number {
	const theme = createTheme({ascii: false, colors: 3, ground: 'dark'});
	const times: number[] = [];
	let model = emptyModel;
	for (const [index, event] of events.entries()) {
		const isDrawn = index >= events.length - 400;
		const began = performance.now();
		model = reduce(model, event);
		if (isDrawn) {
			for (const line of lines(model)) {
				theme.paint(line);
			}

			times.push(performance.now() - began);
		}
	}

	return median(times);
}

function lines(model: Model): ReturnType<typeof frame> {
	return frame({
		columns: 120,
		rows: 40,
		view: initialView,
		model,
		newest: model.seq,
		now: model.at,
		workflows: ['parallel'],
		tour: initialTour,
		store: 'embedded store',
		live: true,
		platform: process.platform,
		judge,
		entries: () => [],
	});
}
