import {useEffect, useReducer} from 'react';
import type {Model} from '../model/model.js';
import type {LogSource} from './source.js';

/** At most seven frames a second, when something happens; ms. Ink's price is per frame, and this keeps within a tenth of a core. */
export const frameTime = 140;
/** When nothing but the clocks move, fewer will do; ms. */
export const tickTime = 200;

/** The live state of things, and when that is. */
export type Moment = {readonly model: Model; readonly now: number};

/**
 * Draws again when something happened and, for as long as something moves, five times a second. When nothing moves, nothing
 * is done.
 *
 * @param paused Whether the screen shows a moment of the past: then only news are counted.
 * @param moves Whether a clock on the screen runs.
 * @param pause Time between two frames when something happens, in ms.
 */
export function useMoment(
	source: LogSource,
	now: () => number,
	paused: boolean,
	moves: (model: Model) => boolean,
	pause = frameTime,
): Moment {
	const [, draw] = useReducer((count: number) => count + 1, 0);
	const model = source.model();
	const ticks = !paused && moves(model);

	useEffect(() => {
		// One timer for both, news and clock: however many events there are, and whatever moves, there are never more frames than that.
		let timer: NodeJS.Timeout | undefined;
		let due = Number.POSITIVE_INFINITY;
		let drawnAt = Number.NEGATIVE_INFINITY;
		const schedule = (after: number) => {
			const at = Math.max(performance.now(), drawnAt + after);
			if (at >= due) {
				return;
			}

			clearTimeout(timer);
			due = at;
			timer = setTimeout(
				() => {
					due = Number.POSITIVE_INFINITY;
					drawnAt = performance.now();
					draw();
					if (ticks) {
						schedule(tickTime);
					}
				},
				Math.max(0, at - performance.now()),
			);
		};

		const unsubscribe = source.subscribe(() => schedule(pause));
		// What happened before the subscription began, or while it was renewed, must not be missed.
		schedule(pause);
		return () => {
			unsubscribe();
			clearTimeout(timer);
		};
	}, [source, ticks, pause]);

	return {model, now: now()};
}
