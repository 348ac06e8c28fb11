import type {Context} from '@resonatehq/sdk';
import type {Show} from 'durable-tui';

/*
 * A saga: a trip is booked in three steps, each with a step that undoes it. When one fails for good, what was booked before it
 * is undone in the opposite order. The list of what to undo is an ordinary variable of the generator: after a crash it is
 * rebuilt from the recorded steps.
 *
 *   durable-tui examples/trip.ts
 *   durable-tui examples/trip.ts --args '["ada", "hotel"]'     the hotel is full: the flight is undone
 */

type Trip = {traveller: string; booked: string[]; undone: string[]};

const parts = ['flight', 'hotel', 'car'];

export function* bookTrip(ctx: Context, traveller = 'ada', soldOut = ''): Generator<unknown, Trip, never> {
	const booked: string[] = [];
	const undone: string[] = [];
	try {
		for (const part of parts) {
			yield* ctx.run(book, part, traveller, soldOut, ctx.options({nonRetryableErrors: [SoldOutError]}));
			booked.push(part);
		}
	} catch {
		for (const part of booked.toReversed()) {
			yield* ctx.run(cancel, part, traveller);
			undone.push(part);
		}
	}

	return {traveller, booked: undone.length > 0 ? [] : booked, undone};
}

/** No retry helps against this one. */
class SoldOutError extends Error {}

async function book(_ctx: Context, part: string, traveller: string, soldOut: string): Promise<string> {
	await wait(250);
	if (part === soldOut) {
		throw new SoldOutError(`no ${part} is left for ${traveller}`);
	}

	return `${part}-for-${traveller}`;
}

async function cancel(_ctx: Context, part: string, traveller: string): Promise<string> {
	await wait(150);
	return `no-${part}-for-${traveller}`;
}

async function wait(ms: number): Promise<void> {
	await new Promise(resolve => setTimeout(resolve, ms));
}

/** How durable-tui names the lanes, and what it says beside them. The workflow runs without it just as well. */
export const show: Show = {
	label: (name, [part]) => `${name} the ${part}`,
	describe: args => ({
		title: `a trip for ${args[0] ?? 'ada'}`,
		lanes: parts.map(part => `book the ${part}`),
		states: [{name: 'planned'}, ...parts.map(part => ({name: `${part} booked`, after: `book the ${part}`}))],
		units: {noun: 'booking', functions: ['book']},
	}),
};
