import {UsageError} from './usage-error.js';

/** What the tour can be combined with, as it was written. */
export type TourFlags = {
	readonly tour?: boolean;
	readonly plain?: boolean;
	readonly json?: boolean;
	readonly idle?: string;
	readonly lease?: string;
};

/** Short enough that nobody waits for long, long enough to see what happens. */
const defaults = {idle: '5s', lease: '3s'};

/**
 * The flags with the tour's own defaults, where there is to be a tour.
 *
 * @param input The arguments beside the flags; null for a program of the user's.
 * @throws UsageError
 */
export function withTour<F extends TourFlags>(flags: F, input: readonly string[] | null, hasTerminal: boolean): F {
	if (!flags.tour) {
		return flags;
	}

	const [name] = input ?? ['exec'];
	if (name !== undefined && name !== 'mutex' && name !== 'session') {
		throw new UsageError('--tour is for the built-in workflows: durable-tui --tour, or with mutex or session.');
	}

	if (flags.plain || flags.json || !hasTerminal) {
		throw new UsageError('--tour needs the screen: a terminal, without --plain and --json.');
	}

	const idle = flags.idle ?? (name === 'mutex' ? undefined : defaults.idle);
	return {...flags, idle, lease: flags.lease ?? defaults.lease};
}
