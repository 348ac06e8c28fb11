/**
 * A claim about a run that the log proves or refutes. `open`: nothing has tested it yet or the run goes on without a
 * verdict; `holds`: true so far; `broken`: refuted; `note`: not a promise but a fact to be honest about (side effects).
 */
export type Guarantee = {
	readonly id: string;
	/** A few words: `one holder at a time`. */
	readonly title: string;
	readonly verdict: 'holds' | 'broken' | 'open' | 'note';
	/** A few words that prove it: `at most 1`, `3 replayed`. */
	readonly evidence: string;
	/** The claim in one sentence. */
	readonly claim: string;
	/** Why it holds, or what broke it, in a sentence or two. */
	readonly why: string;
	/** Numbers of the events that prove it, in order; may be empty. */
	readonly events: readonly number[];
};
