import {useCallback, useEffect} from 'react';
import type {Status, ViewAction} from './view-state.js';

/** How long an answer stays. */
export const fadeTime = 6000;

/** Says something in the status line, for a while. */
export function useStatus(
	status: Status | null,
	now: () => number,
	change: (action: ViewAction) => void,
): (text: string, kind: Status['kind']) => void {
	useEffect(() => {
		if (status === null) {
			return;
		}

		const timer = setTimeout(() => change({type: 'say', status: null}), fadeTime);
		return () => clearTimeout(timer);
	}, [status, change]);

	return useCallback((text, kind) => change({type: 'say', status: {text, kind, at: now()}}), [change, now]);
}
