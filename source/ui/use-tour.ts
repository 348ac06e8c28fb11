import {useEffect, useMemo, useRef, useSyncExternalStore} from 'react';
import type {Command, CommandResult} from '../command.js';
import type {LogSource} from './source.js';
import {createGuide, type Guide} from './tour/guide.js';
import type {TourState} from './tour/tour-state.js';

/** The tour as it stands, and who leads through it. */
export function useTour(
	source: LogSource,
	dispatch: (command: Command) => Promise<CommandResult>,
): {readonly guide: Guide; readonly tour: TourState} {
	const latest = useRef(dispatch);
	latest.current = dispatch;
	const guide = useMemo(() => createGuide(source, command => latest.current(command)), [source]);
	useEffect(() => guide.follow(), [guide]);
	return {guide, tour: useSyncExternalStore(guide.subscribe, guide.current)};
}
