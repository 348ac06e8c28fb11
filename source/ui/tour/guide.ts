import type {Command, CommandResult} from '../../command.js';
import type {Event} from '../../events.js';
import {currentRun} from '../../model/select.js';
import type {LogSource} from '../source.js';
import {advance} from './advance.js';
import {commandOf, disarms, reliefs} from './commands.js';
import type {Beat} from './example.js';
import {exampleOf, initialTour, reduceTour, type TourAction, type TourState} from './tour-state.js';

/** Leads through the examples: the state of the tour, and what it does to the runs. */
export type Guide = {
	readonly subscribe: (listener: () => void) => () => void;
	readonly current: () => TourState;
	readonly act: (action: TourAction) => void;
	/** Follows the log from now on, until the returned function is called. */
	readonly follow: () => () => void;
};

/**
 * Keeps the tour and carries out what its examples ask for. All that is decided, `reduceTour` and `advance` decide; here are
 * only the clock and the commands.
 *
 * @param dispatch Carries a command out as for a key that was pressed, and tells what became of it.
 */
export function createGuide(source: LogSource, dispatch: (command: Command) => Promise<CommandResult>): Guide {
	const listeners = new Set<() => void>();
	const timers = new Set<NodeJS.Timeout>();
	let state = initialTour;
	/** How many events were looked at. */
	let seen = 0;

	const become = (next: TourState) => {
		if (next !== state) {
			state = next;
			for (const listener of listeners) {
				listener();
			}
		}
	};

	/** Never within the event that asked for it: others have not been told of that one yet. */
	const later = (ms: number, deed: () => void) => {
		const timer = setTimeout(() => {
			timers.delete(timer);
			deed();
		}, ms);
		timers.add(timer);
	};

	const perform = ({deed, after = 0}: Beat, event: Event) => {
		if (deed) {
			later(after * source.model().pace, () => {
				const model = source.model();
				const run = event.run === null ? undefined : model.runs.get(event.run);
				const command = run ? commandOf(deed, event, run, model) : null;
				if (command) {
					void dispatch(command);
				}
			});
		}
	};

	const catchUp = () => {
		const events = source.events();
		const fresh = events.slice(seen);
		seen = events.length;
		for (const event of fresh) {
			const step = advance(state, event, source.model());
			become(step.state);
			if (step.beat) {
				perform(step.beat, event);
			}
		}
	};

	/** An example that is left leaves nothing behind. */
	const tidyUp = () => {
		for (const timer of timers) {
			clearTimeout(timer);
		}

		timers.clear();
		const run = state.progress?.run ?? null;
		const armed = run === null ? undefined : source.model().runs.get(run);
		if (state.progress?.phase === 'running') {
			for (const command of [...(armed ? disarms(armed) : []), ...reliefs(source.model())]) {
				void dispatch(command);
			}
		}
	};

	const begin = async () => {
		const example = state.progress ? exampleOf(state.progress) : undefined;
		const run = example ? currentRun(source.model(), example.workflow) : null;
		for (const command of reliefs(source.model())) {
			await dispatch(command);
		}

		const answer = run ? await dispatch({type: 'restart', run: run.id}) : {done: false};
		if (!answer.done) {
			become(reduceTour(state, {type: 'fail'}));
		}
	};

	return {
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		current: () => state,
		act(action) {
			if (action.type !== 'visit') {
				tidyUp();
			}

			become(reduceTour(state, action));
			if (action.type === 'begin') {
				void begin();
			}
		},
		follow() {
			const unsubscribe = source.subscribe(catchUp);
			return () => {
				unsubscribe();
				for (const timer of timers) {
					clearTimeout(timer);
				}
			};
		},
	};
}
