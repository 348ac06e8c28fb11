import type {Plot} from './example.js';

const begun = {type: 'run.started'} as const;
const over = [{type: 'run.settled'}] as const;

/** How the mutex's four failure modes are shown, in the order of its document. */
export const mutexPlots: readonly Plot[] = [
	{
		id: 'mutex-throws',
		look: 'worker-C will throw (! marks the place). Watch its lane: ✗, two seconds of waiting, then run 2. D and E start only after it.',
		beats: [
			{at: begun, deed: {type: 'arm', fault: 'throw', target: 'worker-C', placement: 'after-effect'}},
			{
				at: {type: 'step.failed', step: 'worker-C'},
				say: 'It threw: the SDK calls it again in 2 s. A and B stay as recorded, D and E have not begun.',
			},
			{
				at: {type: 'step.started', step: 'worker-C'},
				say: 'Run 2 of worker-C, in the same process. Now D and E follow.',
			},
		],
		ends: over,
		proves: [
			{guarantee: 'one-holder', verdict: 'holds'},
			{guarantee: 'never-re-ran', verdict: 'holds'},
		],
		told: 'Only worker-C ran twice, and nobody overtook it.',
	},
	{
		id: 'mutex-killed',
		look: 'While worker-C holds, its process gets SIGKILL. Watch A and B: the standby serves them from the log (◇) and runs only C again.',
		beats: [
			{at: {type: 'step.started', step: 'worker-C'}, deed: {type: 'kill'}, after: 60},
			{
				at: {type: 'task.acquired'},
				say: 'The standby runs the generator from its top: A and B come from the log (◇), C begins again.',
			},
		],
		ends: over,
		proves: [{guarantee: 'never-re-ran', verdict: 'holds'}],
		told: 'What was recorded did not run again: the log answered in its place.',
	},
	{
		id: 'mutex-together',
		look: 'worker-B will throw, and under worker-D the process dies. Watch the lanes: whatever happens, no two bars share a column.',
		beats: [
			{at: begun, deed: {type: 'arm', fault: 'throw', target: 'worker-B', placement: 'after-effect'}},
			{
				at: {type: 'step.failed', step: 'worker-B'},
				say: 'worker-B waits for its retry, and so do all the others: nobody takes its place.',
			},
			{
				at: {type: 'step.started', step: 'worker-D'},
				deed: {type: 'kill'},
				after: 60,
				say: 'Now the process dies while worker-D holds.',
			},
		],
		ends: over,
		proves: [{guarantee: 'one-holder', verdict: 'holds'}],
		told: 'Never more than one: the next worker is not reached before this one is over.',
	},
	{
		id: 'mutex-free',
		look: 'worker-B will throw while it holds. Watch the title then: payment-gateway is free, and nothing has to release it.',
		beats: [
			{at: begun, deed: {type: 'arm', fault: 'throw', target: 'worker-B', placement: 'after-effect'}},
			{
				at: {type: 'step.failed', step: 'worker-B'},
				say: 'It failed, and payment-gateway is free (○ in the title): no lock was left behind.',
			},
			{at: {type: 'step.started', step: 'worker-B'}, say: 'worker-B holds again, without anybody having cleaned up.'},
		],
		ends: over,
		proves: [{guarantee: 'nothing-held', verdict: 'holds'}],
		told: 'There is no lock, so a failed worker cannot keep one.',
	},
];
