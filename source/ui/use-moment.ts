import {useEffect, useReducer} from 'react';
import type {Model} from '../model/model.js';
import type {LogSource} from './source.js';

/** At most ten frames a second. */
export const frameTime = 100;

/** The live state of things, and when that is. */
export type Moment = {readonly model: Model; readonly now: number};

/**
 * Draws again when something happened and, for as long as something moves, ten times a second. When nothing moves, nothing
 * is done.
 *
 * @param paused Whether the screen shows a moment of the past: then only news are counted.
 * @param moves Whether a clock on the screen runs.
 */
export function useMoment(
	source: LogSource,
	now: () => number,
	paused: boolean,
	moves: (model: Model) => boolean,
): Moment {
	const [, draw] = useReducer((count: number) => count + 1, 0);
	const model = source.model();
	const ticks = !paused && moves(model);

	useEffect(() => {
		// One timer for both, news and clock: however many events there are, and whatever moves, it is ten frames.
		let timer: NodeJS.Timeout | undefined;
		let drawnAt = Number.NEGATIVE_INFINITY;
		const schedule = () => {
			timer ??= setTimeout(
				() => {
					timer = undefined;
					drawnAt = performance.now();
					draw();
					if (ticks) {
						schedule();
					}
				},
				Math.max(0, drawnAt + frameTime - performance.now()),
			);
		};

		const unsubscribe = source.subscribe(schedule);
		// What happened before the subscription began, or while it was renewed, must not be missed.
		schedule();
		return () => {
			unsubscribe();
			clearTimeout(timer);
		};
	}, [source, ticks]);

	return {model, now: now()};
}
