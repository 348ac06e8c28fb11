import type {Example} from './example.js';

/** What the documents leave out, and what one should know before relying on durable execution. */
export const beyond: readonly Example[] = [
	{
		workflow: 'mutex',
		title: 'an effect before its record happens twice',
		id: 'beyond-effect',
		look: 'worker-C will return, and its process dies before the record (!). Watch: executed twice, recorded once.',
		beats: [
			{
				at: {type: 'run.started'},
				deed: {type: 'arm', fault: 'kill', target: 'worker-C', placement: 'after-effect'},
			},
			{at: {type: 'step.started', step: 'worker-C'}},
			{
				at: {type: 'task.acquired'},
				say: 'Its effect is in the world, its record is not: so the standby runs it again.',
			},
		],
		ends: [{type: 'run.settled'}],
		proves: [
			{guarantee: 'side-effects', verdict: 'note'},
			{guarantee: 'recorded-once', verdict: 'holds'},
		],
		told: 'Effects happen at least once, records exactly once: make effects idempotent.',
	},
	{
		workflow: 'mutex',
		title: 'a frozen process outlives its lease: two holders',
		id: 'beyond-frozen',
		look: 'While worker-C holds, its process is frozen past its lease. Watch a second holder appear, and what saves the record.',
		beats: [
			{
				at: {type: 'step.started', step: 'worker-C'},
				deed: {type: 'freeze'},
				after: 40,
				say: 'Frozen in its critical section (░). Its lease runs out now: then the store gives the run to the standby.',
			},
			{
				at: {type: 'lease.expired'},
			},
			{
				at: {type: 'step.started', step: 'worker-C'},
				deed: {type: 'thaw'},
				after: 70,
				say: 'Two holders (▓): the frozen one does not know that it lost the lease. It is thawed now, and writes late.',
			},
			{at: {type: 'write.rejected'}, say: 'Refused with 409: its version is too old. That is the fence.'},
		],
		ends: [{type: 'write.rejected'}, {type: 'run.settled'}],
		proves: [
			{guarantee: 'one-holder', verdict: 'broken'},
			{guarantee: 'recorded-once', verdict: 'holds'},
		],
		told: 'A lease cannot stop a frozen process; the fence stops its write.',
		needsStandby: true,
	},
];
