import {onTestFinished} from 'vitest';
import {Engine, type EngineOptions} from '../../source/engine/engine.js';
import type {Event, EventOf, EventType} from '../../source/events.js';
import type {Guarantee} from '../../source/model/guarantee.js';
import {judge} from '../../source/model/judge.js';
import type {Run} from '../../source/model/model.js';
import {fold} from '../../source/model/reduce.js';

/** An engine on real processes, stopped when the test ends, with ways to wait for what happens. */
export type RunningEngine = {
	readonly engine: Engine;
	/** The first event, past or to come, of this type that fits. */
	until<T extends EventType>(type: T, fits?: (event: EventOf<T>) => boolean): Promise<EventOf<T>>;
	/** All events of a type so far that fit. */
	all<T extends EventType>(type: T, fits?: (event: EventOf<T>) => boolean): Array<EventOf<T>>;
	/** The run as the log has it now; the first one unless an id is given. */
	run(id?: string): Run;
	/** Verdicts by guarantee id. */
	verdicts(id?: string): Record<string, Guarantee>;
	/** How often each step's function was called, by label. */
	attempts(id?: string): Record<string, number>;
};

/** Starts an engine; the documents' own pace, two processes and a lease of 5 s unless told otherwise. */
export function startEngine(options: Partial<EngineOptions> & Pick<EngineOptions, 'scenarios'>): RunningEngine {
	const engine = new Engine({processes: 2, lease: 5000, pace: 1, ...options});
	onTestFinished(() => engine.stop());
	engine.start();

	const all = <T extends EventType>(type: T, fits: (event: EventOf<T>) => boolean = () => true): Array<EventOf<T>> =>
		engine.log.events.filter((event): event is EventOf<T> => event.type === type && fits(event as EventOf<T>));
	const run = (id?: string): Run => {
		const {runs} = fold(engine.log.events);
		const found = id === undefined ? [...runs.values()][0] : runs.get(id);
		if (!found) {
			throw new Error(`no run ${id ?? ''}`);
		}

		return found;
	};

	return {
		engine,
		all,
		run,
		verdicts: id => Object.fromEntries(judge(run(id), fold(engine.log.events)).map(each => [each.id, each])),
		attempts: id => Object.fromEntries(run(id).steps.map(step => [step.label, step.attempts.length])),
		until(type, fits = () => true) {
			const [past] = all(type, fits);
			if (past) {
				return Promise.resolve(past);
			}

			const waiting = Promise.withResolvers<EventOf<typeof type>>();
			const stop = engine.log.subscribe((event: Event) => {
				if (event.type === type && fits(event as EventOf<typeof type>)) {
					stop();
					waiting.resolve(event as EventOf<typeof type>);
				}
			});
			return Promise.race([waiting.promise, engine.failed]);
		},
	};
}

/** The label of the step that an event speaks of. */
export function labelOf(running: RunningEngine, event: {readonly step: string}): string | undefined {
	return running.all('step.created', created => created.step === event.step)[0]?.label;
}
