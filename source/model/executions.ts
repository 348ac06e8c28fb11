import type {Attempt, Step} from './step.js';

/** How often a step's function was called: what its side effects may have happened. A fault that struck before the call does not count. */
export function executions({attempts}: Pick<Step, 'attempts'>): number {
	return attempts.reduce((sum, attempt) => sum + (attempt.uncalled ? 0 : 1), 0);
}

/** The attempts with the running one of a step marked as never called, for a fault that ended it before it was. */
export function uncalled(attempts: readonly Attempt[]): readonly Attempt[] {
	const place = attempts.findLastIndex(attempt => attempt.state === 'running');
	const attempt = attempts[place];
	return attempt ? attempts.with(place, {...attempt, uncalled: true}) : attempts;
}
