import {expect, onTestFinished, test, vi} from 'vitest';
import type {Command, CommandResult} from '../../source/command.js';
import {examples} from '../../source/ui/tour/examples.js';
import {createGuide} from '../../source/ui/tour/guide.js';
import {begun, LogBuilder} from '../helpers/log.js';
import {GrowingLog} from '../helpers/screen.js';
import {doubleHeld} from './logs.js';

const place = (id: string): number => examples.findIndex(example => example.id === id);

/** A guide on a log that grows, and what it asked for. */
function guided(log: LogBuilder, answer: (command: Command) => CommandResult = () => ({done: true, message: ''})) {
	const source = new GrowingLog(log.events);
	const commands: Command[] = [];
	const guide = createGuide(source, async command => {
		commands.push(command);
		return answer(command);
	});
	guide.follow();
	let told = log.events.length;
	return {
		guide,
		commands,
		/** Lets the log tell what was added to it, as numbers of one log. */
		grow(other: LogBuilder = log) {
			const fresh = other === log ? log.events.slice(told) : other.events;
			told = log.events.length;
			const seq = source.events().length;
			source.append(...fresh.map((event, index) => ({...event, seq: seq + index + 1})));
		},
		begin(id: string) {
			guide.act({type: 'choose', index: place(id)});
			guide.act({type: 'begin', seq: source.events().length});
		},
		asked: (command: Partial<Command>) => vi.waitFor(() => expect(commands).toContainEqual(command)),
	};
}

/** A fresh run, as it comes after a restart. */
function fresh(): LogBuilder {
	const log = new LogBuilder('mutex/fresh');
	const {description} = begun().state;
	log.add({type: 'run.started', workflow: 'mutex', func: 'workflow', args: null, description});
	log.acquire('p1');
	return log;
}

test('an example restarts its workflow, and arms the fresh run as soon as it is there', async () => {
	const tour = guided(begun());
	tour.begin('mutex-throws');
	await tour.asked({type: 'restart', run: 'mutex/test'});
	expect(tour.guide.current().progress?.phase).toBe('starting');
	tour.grow(fresh());
	expect(tour.guide.current().progress).toMatchObject({phase: 'running', run: 'mutex/fresh'});
	const arm = {type: 'arm', run: 'mutex/fresh', fault: 'throw', target: 'worker-C', placement: 'after-effect'} as const;
	// Within the event that asks for it, others have not been told of that event yet.
	expect(tour.commands).not.toContainEqual(arm);
	await tour.asked(arm);
	expect(tour.commands.filter(({type}) => type === 'arm')).toHaveLength(1);
});

test('whoever is frozen or cut off comes back before an example begins', async () => {
	const log = doubleHeld();
	log.process('cut', 'p2');
	const tour = guided(log);
	tour.begin('mutex-throws');
	await tour.asked({type: 'restart', run: 'mutex/test'});
	expect(tour.commands.slice(0, -1)).toEqual([
		{type: 'thaw', process: 'p1'},
		{type: 'heal', process: 'p2'},
	]);
});

test('a kill is done to the process that the moment speaks of', async () => {
	const tour = guided(begun());
	tour.begin('mutex-killed');
	await tour.asked({type: 'restart', run: 'mutex/test'});
	const run = fresh().execute(['worker-A', 'worker-B'], 'p2');
	run.create('worker-C');
	run.start('worker-C', 'p2');
	tour.grow(run);
	await tour.asked({type: 'kill', process: 'p2'});
});

test('a restart that is refused leaves the example ready', async () => {
	const tour = guided(begun(), () => ({done: false, message: 'no'}));
	tour.begin('mutex-throws');
	await vi.waitFor(() => expect(tour.guide.current().progress?.phase).toBe('ready'));
});

test('an example that is left does no more, calls off what waits, and thaws whom it froze', async () => {
	vi.useFakeTimers();
	onTestFinished(() => {
		vi.useRealTimers();
	});
	const tour = guided(begun());
	tour.begin('beyond-frozen');
	await tour.asked({type: 'restart', run: 'mutex/test'});
	const run = fresh().execute(['worker-A', 'worker-B']);
	run.arm('worker-D', 'kill', 'before', 'f1');
	run.create('worker-C');
	run.start('worker-C');
	run.process('frozen', 'p1');
	tour.grow(run);
	tour.guide.act({type: 'leave'});
	expect(tour.commands.slice(1)).toEqual([
		{type: 'disarm', run: 'mutex/fresh', id: 'f1'},
		{type: 'thaw', process: 'p1'},
	]);
	// The freeze was to come a little later: it must not any more.
	await vi.advanceTimersByTimeAsync(60_000);
	expect(tour.commands.map(({type}) => type)).not.toContain('freeze');
});
