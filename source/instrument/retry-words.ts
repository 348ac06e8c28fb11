/** A retry policy of the SDK, as far as it can be told. */
export type RetryPolicy = {
	next(attempt: number): number | null;
	encode(): {readonly type: string; readonly data?: unknown};
};

/** A policy in words, with its own delays: `exponential: 2 s, 4 s, 8 s …, at most 30 s`. */
export function retryWords(policy: RetryPolicy): string {
	const {type, data} = policy.encode();
	const delays = [1, 2, 3].map(attempt => policy.next(attempt)).filter(delay => delay !== null);
	if (delays.length === 0) {
		return type;
	}

	const isSame = delays.every(delay => delay === delays[0]);
	const list = (isSame ? delays.slice(0, 1) : delays).map(delay => seconds(delay)).join(', ');
	const {maxDelay, maxRetries} = (data ?? {}) as {readonly maxDelay?: unknown; readonly maxRetries?: unknown};
	const isLimited = typeof maxRetries === 'number' && maxRetries < 1e6;
	return [
		`${type}: ${list}${delays.length === 3 ? (isSame ? ' each time' : ' …') : ''}`,
		...(typeof maxDelay === 'number' && !isSame ? [`at most ${seconds(maxDelay)}`] : []),
		...(isLimited ? [`${maxRetries} ${maxRetries === 1 ? 'retry' : 'retries'} at most`] : []),
	].join(', ');
}

function seconds(ms: number): string {
	return ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;
}
