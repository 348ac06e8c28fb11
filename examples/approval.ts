import type {Context} from '@resonatehq/sdk';

/*
 * A human in the loop: the workflow creates a promise that no code settles, and waits for it, for as long as it takes; no
 * process is needed for waiting. In durable-tui the key `p` settles it, or `--resolve` does as soon as it is there.
 *
 *   durable-tui examples/approval.ts
 *   durable-tui examples/approval.ts --resolve '{"approved": false, "by": "grace"}'
 */

type Decision = boolean | {approved: boolean; by?: string};
type Outcome = {invoice: string; paid: boolean; by: string};

export function* payInvoice(ctx: Context, invoice = 'invoice-17', amount = 420): Generator<unknown, Outcome, never> {
	yield* ctx.run(checkInvoice, invoice, amount);
	const decision = yield* ctx.promise<Decision>();
	yield* ctx.run(askForApproval, invoice, decision.id);

	const answer: Decision = yield* decision;
	const {approved, by = 'somebody'} = typeof answer === 'object' ? answer : {approved: answer};
	if (!approved) {
		yield* ctx.run(sendBack, invoice, by);
		return {invoice, paid: false, by};
	}

	yield* ctx.run(transfer, invoice, amount);
	return {invoice, paid: true, by};
}

async function checkInvoice(_ctx: Context, _invoice: string, amount: number): Promise<boolean> {
	await pause();
	return amount > 0;
}

/** Whoever gets this message settles the promise with this id, from wherever they are. */
async function askForApproval(_ctx: Context, invoice: string, promise: string): Promise<string> {
	await pause();
	return `to the manager: please decide about ${invoice} at ${promise}`;
}

async function transfer(_ctx: Context, invoice: string, amount: number): Promise<string> {
	await pause();
	return `${amount} for ${invoice}`;
}

async function sendBack(_ctx: Context, invoice: string, by: string): Promise<string> {
	await pause();
	return `${invoice} was turned down by ${by}`;
}

async function pause(): Promise<void> {
	await new Promise(resolve => setTimeout(resolve, 200));
}
