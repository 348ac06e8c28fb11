/** How to see one of the failure modes that the two documents list. */
export type FailureMode = {
	readonly workflow: 'mutex' | 'session';
	readonly mode: string;
	/** What to press. */
	readonly keys: string;
	/** What the screen shows then. */
	readonly watch: string;
};

/** The nine failure modes, in the order of the documents; the help and the README show them. */
export const failureModes: readonly FailureMode[] = [
	{
		workflow: 'mutex',
		mode: 'a worker throws on its first attempt',
		keys: 'select worker-C with ↓, then c',
		watch: 'its lane fails, waits 2 s and runs again; D and E start only after it',
	},
	{
		workflow: 'mutex',
		mode: 'the run stops in its midst, after A and B',
		keys: 'k while worker-C holds',
		watch: 'the standby serves A and B from the log (◇) and runs only C again',
	},
	{
		workflow: 'mutex',
		mode: 'two workers touch the resource at the same time',
		keys: 'c and k as often as you like',
		watch: '“one holder at a time” stays at most 1; only z past the lease breaks it, and the fence saves the record',
	},
	{
		workflow: 'mutex',
		mode: 'a failed worker leaves the mutex held',
		keys: 'c, then look at the title',
		watch: 'the resource is free while the SDK waits for the retry: there is no lock to release',
	},
	{
		workflow: 'session',
		mode: 'recording an activity throws',
		keys: 'select checkout_started with ↓, then c',
		watch: 'only that activity is tried again; the four before it ran once',
	},
	{
		workflow: 'session',
		mode: 'the process crashes between two activities',
		keys: 'select search, f, kill, after its record',
		watch: 'the standby goes on with product_view, the first one without a record',
	},
	{
		workflow: 'session',
		mode: 'the process crashes during the idle wait',
		keys: 'k during the durable sleep',
		watch: 'the deadline stays the same, and “survived” counts the kill',
	},
	{
		workflow: 'session',
		mode: 'two callers start the same session id',
		keys: 'd',
		watch: '2 callers, one execution, and both get the same result',
	},
	{
		workflow: 'session',
		mode: 'cleanup runs more than once',
		keys: 'select cleanup, f, kill, after its record',
		watch: 'cleanup is served from the log: recorded once',
	},
];
