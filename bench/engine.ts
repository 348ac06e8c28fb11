import {LocalNetwork, Resonate} from '@resonatehq/sdk';
import {Engine} from '../source/engine/engine.js';
import type {Event, EventOf, EventType} from '../source/events.js';
import {mutexScenario, sessionScenario} from '../source/scenarios/built-in.js';
import type {Scenario} from '../source/scenarios/show.js';
import {median, type Row} from './report.js';

/** SIGKILL of the holder to the next attempt on the standby, ms. */
export async function takeover(times: number): Promise<Row> {
	const taken: number[] = [];
	for (let round = 0; round < times; round++) {
		const engine = start([mutexScenario(['a', 'b', 'c'])]);
		const held = await next(engine, 'step.started', event => event.step.endsWith(':1'));
		await next(engine, 'process.ready', event => event.process !== held.process);
		const killed = Date.now();
		await engine.dispatch({type: 'kill', process: held.process});
		const again = await next(engine, 'step.started', event => event.seq > held.seq);
		taken.push(again.at - killed);
		await engine.stop();
	}

	return {
		what: 'SIGKILL to the next attempt',
		value: `${median(taken)} ms`,
		against: `median of ${times}`,
		aim: '≤ 50 ms',
	};
}

/** How late a durable sleep wakes, here and on the bare store, ms. */
export async function lateness(times: number): Promise<Row> {
	const ours: number[] = [];
	const bare: number[] = [];
	for (let round = 0; round < times; round++) {
		const idle = 150 + round * 70;
		const engine = start([sessionScenario([], idle)]);
		const {deadline} = await next(engine, 'sleep.started');
		const woke = await next(engine, 'step.started', event => event.at >= deadline);
		ours.push(woke.at - deadline);
		await engine.stop();
		bare.push(await bareLateness(idle));
	}

	return {
		what: 'lateness of a durable wake',
		value: `${median(ours)} ms`,
		against: `bare LocalNetwork ${Math.round(median(bare))} ms`,
		aim: '≤ 20 ms',
	};
}

async function bareLateness(idle: number): Promise<number> {
	const resonate = new Resonate({network: new LocalNetwork()});
	let due = 0;
	resonate.register('sleeper', function* (ctx) {
		due ||= Date.now() + idle;
		yield* ctx.sleep(idle);
	});
	await resonate.rpc(`sleep-${Date.now()}`, 'sleeper');
	const late = Date.now() - due;
	await resonate.stop();
	return late;
}

/** Steps that do nothing, a second: through our processes, and on the bare SDK in one process. */
export async function throughput(steps: number): Promise<Row> {
	const lanes = Array.from({length: steps}, (_, index) => `step-${index}`);
	const engine = start([{...mutexScenario(lanes)}], 0.000_001);
	const first = await next(engine, 'step.started');
	const last = await next(engine, 'run.settled');
	await engine.stop();
	const ours = (steps / (last.at - first.at)) * 1000;

	const resonate = new Resonate({network: new LocalNetwork()});
	const nothing = async (_ctx: unknown, _resource: string, workerId: string) => {
		await new Promise(resolve => setTimeout(resolve, 0));
		return {workerId, action: 'nothing', duration: 0};
	};

	resonate.register('bare', function* (ctx) {
		for (const lane of lanes) {
			yield* ctx.run(nothing, 'resource', lane);
		}
	});
	const began = Date.now();
	await resonate.rpc(`bare-${began}`, 'bare');
	const bare = (steps / (Date.now() - began)) * 1000;
	await resonate.stop();
	return {
		what: `steps a second (${steps} in sequence)`,
		value: `${Math.round(ours)}`,
		against: `bare SDK, one process: ${Math.round(bare)} (${(bare / ours).toFixed(1)}×)`,
		aim: 'near',
	};
}

function start(scenarios: readonly Scenario[], pace = 1): Engine {
	const engine = new Engine({scenarios, processes: 2, lease: 5000, pace});
	engine.start();
	return engine;
}

function next<T extends EventType>(
	engine: Engine,
	type: T,
	fits: (event: EventOf<T>) => boolean = () => true,
): Promise<EventOf<T>> {
	return new Promise(resolve => {
		const look = (event: Event): void => {
			if (event.type === type && fits(event as EventOf<T>)) {
				stop();
				resolve(event as EventOf<T>);
			}
		};

		const stop = engine.log.subscribe(look);
		const past = engine.log.events.find(event => event.type === type && fits(event as EventOf<T>));
		if (past) {
			look(past);
		}
	});
}
