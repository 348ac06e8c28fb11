import type {Beat, Plot} from './example.js';

const begun = {type: 'run.started'} as const;
const over = [{type: 'run.settled'}] as const;

/** The sleep is not what these examples are about: it is ended early, as the key `S` does. */
const wake: Beat = {
	at: {type: 'sleep.started'},
	deed: {type: 'shorten', how: 'now'},
	say: 'The idle wait is not the point here: it is ended early, as S does.',
};

/** How the session's five failure modes are shown, in the order of its document. */
export const sessionPlots: readonly Plot[] = [
	{
		id: 'session-throws',
		look: 'checkout_started will throw. Watch it wait (┄) and run again, while the four activities before it stay as they are.',
		beats: [
			{at: begun, deed: {type: 'arm', fault: 'throw', target: 'checkout_started', placement: 'after-effect'}},
			{
				at: {type: 'step.failed', step: 'checkout_started'},
				say: 'It threw: only this activity is tried again in 2 s. The four before it are recorded.',
			},
			wake,
		],
		ends: over,
		proves: [
			{guarantee: 'never-re-ran', verdict: 'holds'},
			{guarantee: 'recorded-once', verdict: 'holds'},
		],
		told: 'One activity was tried again, each was recorded once.',
	},
	{
		id: 'session-killed',
		look: 'Right after the record of search its process gets SIGKILL. Watch which activity runs next: the first without a record.',
		beats: [
			{at: begun, deed: {type: 'arm', fault: 'kill', target: 'search', placement: 'after-record'}},
			{
				at: {type: 'step.started', step: 'product_view'},
				say: 'product_view goes on: all before it came from the log (◇).',
			},
			wake,
		],
		ends: over,
		proves: [
			{guarantee: 'never-re-ran', verdict: 'holds'},
			{guarantee: 'recorded-once', verdict: 'holds'},
		],
		told: 'The loop went on at the first activity without a record.',
	},
	{
		id: 'session-sleep',
		look: 'During the idle wait the process gets SIGKILL. Watch the countdown and the deadline (┤): the clock does not start again.',
		beats: [
			{
				at: {type: 'sleep.started'},
				deed: {type: 'kill'},
				after: 80,
				say: 'Nothing runs now, and the process dies. The deadline is in the store: it stays, to the millisecond.',
			},
			{at: {type: 'sleep.ended'}, say: 'It woke at its deadline, in a process that did not begin the wait.'},
		],
		ends: over,
		proves: [{guarantee: 'sleep-deadline', verdict: 'holds'}],
		told: 'The wait ended at the deadline set when it began.',
	},
	{
		id: 'session-callers',
		look: 'A second caller will start the same session id. Watch the lanes: each step still runs once, and both get the same result.',
		beats: [
			{
				at: {type: 'step.started', step: 'search'},
				deed: {type: 'join'},
				say: 'Two callers now, and one execution: the second one has joined.',
			},
			wake,
		],
		ends: [
			{type: 'caller.answered', caller: 'caller-1'},
			{type: 'caller.answered', caller: 'caller-2'},
		],
		proves: [{guarantee: 'callers', verdict: 'holds'}],
		told: 'The id is the key: two callers, one execution, one result.',
	},
	{
		id: 'session-cleanup',
		look: 'Right after the record of cleanup its process gets SIGKILL. Watch cleanup: the next process finds its record (◇).',
		beats: [{at: begun, deed: {type: 'arm', fault: 'kill', target: 'cleanup', placement: 'after-record'}}, wake],
		ends: over,
		proves: [
			{guarantee: 'once:cleanup', verdict: 'holds'},
			{guarantee: 'never-re-ran', verdict: 'holds'},
		],
		told: 'The tokens were revoked once: the replay served the record.',
	},
];
