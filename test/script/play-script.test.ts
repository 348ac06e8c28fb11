import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Event} from '../../source/events.js';
import {fold} from '../../source/model/reduce.js';
import {stepById} from '../../source/model/select.js';
import {parseScript} from '../../source/script/parse-script.js';
import {playScript, type Stage} from '../../source/script/play-script.js';
import {ScriptFailure} from '../../source/script/script-failure.js';
import {ScriptWriter} from '../../source/script/write-script.js';
import {begun, LogBuilder} from '../helpers/log.js';

const story = (): readonly Event[] => {
	const log = begun();
	log.execute(['worker-A']);
	log.create('worker-B');
	log.start('worker-B');
	log.wait(100).fail('worker-B');
	log.wait(2000).start('worker-B');
	log.record('worker-B');
	return log.events;
};

/** Names the steps of a whole log. */
const labelsOf = (events: readonly Event[]) => {
	const model = fold(events);
	return (event: Event) => {
		const run = event.run === null ? undefined : model.runs.get(event.run);
		return run && 'step' in event && event.step !== undefined ? stepById(run, event.step)?.label : undefined;
	};
};

/** A stage on which nothing happens by itself. */
const createStage = (all: readonly Event[]) => {
	const did: string[] = [];
	const events: Event[] = [];
	const listeners = {event: new Set<() => void>(), screen: new Set<() => void>()};
	const on = (set: Set<() => void>) => (listener: () => void) => {
		set.add(listener);
		return () => set.delete(listener);
	};
	let text = '';
	const stage: Stage = {
		press: bytes => did.push(`${JSON.stringify(bytes)} at #${events.length}`),
		resize: (columns, rows) => did.push(`${columns}x${rows}`),
		caption: words => did.push(`caption ${words}`),
		screen: () => text,
		onScreen: on(listeners.screen),
		events: () => events,
		onEvent: on(listeners.event),
		labelOf: labelsOf(all),
	};
	return {
		stage,
		did,
		listeners,
		/** Lets the next event happen. */
		next() {
			events.push(all[events.length] as Event);
			for (const listener of listeners.event) listener();
		},
		show(what: string) {
			text = what;
			for (const listener of listeners.screen) listener();
		},
	};
};

const turn = () => new Promise(resolve => setImmediate(resolve));

/** Plays a script while the events happen one by one, each when the script has nothing left to do. */
const play = async (script: string, all: readonly Event[] = story()) => {
	const setting = createStage(all);
	let ended = false;
	const played = playScript(parseScript(script, 'demo.tape'), setting.stage, new AbortController().signal).finally(
		() => {
			ended = true;
		},
	);
	played.catch(() => {});
	for (const _ of all) {
		while (!ended && setting.listeners.event.size === 0) await turn();
		setting.next();
	}

	while (!ended) await turn();
	await played;
	return setting.did;
};

const placeOf = (events: readonly Event[], type: string, nth = 1) =>
	events.filter(event => event.type === type)[nth - 1]?.seq;

test('a key is pressed right behind what was waited for', async () => {
	const events = story();
	const did = await play('size 100x30\nwait step.started worker-B\ncaption "now"\nkey k left\ncaption');
	const at = placeOf(events, 'step.started', 2);
	expect(did.slice(0, 3)).toEqual(['100x30', 'caption now', `"k" at #${at}`]);
	expect(did.slice(3)).toEqual([expect.stringMatching(/^"\\u001b\[D" at #\d+$/), 'caption ']);
});

test('each wait finds an event of its own, after the one before it', async () => {
	const events = story();
	const did = await play('wait step.started worker-B\nwait step.failed\nwait step.started worker-B\nkey k');
	expect(did).toEqual([`"k" at #${placeOf(events, 'step.started', 3)}`]);
});

test('events that come in one go are all found', async () => {
	const events = story();
	const setting = createStage(events);
	const script = parseScript('wait step.started worker-A\nwait step.recorded worker-A\nwait step.failed\nkey k', 'x');
	for (const _ of events) setting.next();
	await playScript(script, setting.stage, new AbortController().signal);
	expect(setting.did).toEqual([`"k" at #${events.length}`]);
	expect([setting.listeners.event.size, setting.listeners.screen.size]).toEqual([0, 0]);
});

test.each([
	['worker-B 2', 3],
	['attempt=2', 3],
	['label=worker-B attempt=1', 2],
	['process=p1', 1],
	['"orker-B"', 2],
	['label="B" p1', 2],
])('words choose the event: step.started %s', async (words, nth) => {
	const events = story();
	expect(await play(`wait step.started ${words}\nkey k`)).toEqual([`"k" at #${placeOf(events, 'step.started', nth)}`]);
});

test('the screen is waited for, also when it says so already', async () => {
	const setting = createStage([]);
	setting.show('one');
	const script = parseScript('wait /o.e/\nkey a\nwait /TWO/i\nkey b', 'x');
	const played = playScript(script, setting.stage, new AbortController().signal);
	while (setting.did.length < 1) await turn();
	await turn();
	setting.show('three');
	await turn();
	expect(setting.did.length).toBe(1);
	setting.show('two');
	await played;
	expect(setting.did).toEqual(['"a" at #0', '"b" at #0']);
});

const failureOf = async (script: string) => {
	const error = await play(script).then(
		() => undefined,
		reason => reason,
	);
	expect(error).toBeInstanceOf(ScriptFailure);
	return error as ScriptFailure;
};

test('a wait in vain says where, for what, and what came instead', async () => {
	const error = await failureOf('wait step.started worker-B\nwait 300ms step.replayed label="\u2028x" p2\nkey k');
	expect(error.message).toBe(
		'demo.tape:2: waited 300ms for step.replayed label=" x" p2; since the last key or wait came step.failed worker-B, step.started worker-B, step.recorded worker-B.',
	);
	expect((await failureOf('wait 1ms /x\\d/i')).message).toBe(
		'demo.tape:1: waited 1ms for /x\\d/i, which the screen never showed.',
	);
});

test('a wait for what came too early says so', async () => {
	const events = story();
	const error = await failureOf('wait step.failed\nwait 300ms step.started worker-A');
	const at = placeOf(events, 'step.started');
	expect(error.message).toMatch(`it came as event #${at}, before the last key or what the last wait found`);
});

test('a script ends at once when it is stopped, and lets go of the stage', async () => {
	const setting = createStage([]);
	const stop = new AbortController();
	const played = playScript(parseScript('key a\nwait run.settled\nkey b', 'x'), setting.stage, stop.signal);
	const ended = expect(played).rejects.toThrow('enough');
	while (setting.listeners.event.size === 0) await turn();
	stop.abort(new Error('enough'));
	await ended;
	expect(setting.did).toEqual(['"a" at #0']);
	expect(setting.listeners.event.size).toBe(0);
});

/** A log in which each of some steps is executed, perhaps twice, with any names. */
const logs = fc
	.array(fc.tuple(fc.string({unit: 'binary', minLength: 1, maxLength: 6}), fc.boolean()), {minLength: 1, maxLength: 5})
	.map(steps => {
		const log = new LogBuilder().begin();
		for (const [index, [name, fails]] of steps.entries()) {
			const label = `${name}-${index}`;
			log.create(label);
			log.start(label);
			if (fails) {
				log.fail(label, 5);
				log.start(label);
			}

			log.record(label);
		}

		return log.events as readonly Event[];
	});

test('a session at the keyboard, written down and played, presses each key behind the same event', async () => {
	const marks = ['step.started', 'step.failed', 'step.recorded'];
	await fc.assert(
		fc.asyncProperty(logs, fc.array(fc.nat(), {minLength: 1, maxLength: 4}), async (events, places) => {
			const at = places.map(place => place % events.length).sort((a, b) => a - b);
			const writer = new ScriptWriter(events[0]?.at ?? 0, labelsOf(events));
			const lines: string[] = [];
			for (const [index, event] of events.entries()) {
				writer.event(event);
				for (const _ of at.filter(place => place === index)) lines.push(...writer.input('k', event.at));
			}

			const landmark = (count: number) => events.slice(0, count).findLast(({type}) => marks.includes(type))?.seq ?? 0;
			const did = await play(lines.join('\n'), events);
			const pressed = did.map(line => landmark(Number(/#(\d+)$/.exec(line)?.[1])));
			expect(pressed).toEqual(at.map(place => landmark(place + 1)));
		}),
		{numRuns: 100},
	);
});

test('pauses are kept, resizes too, and ctrl-c becomes the key that ends a session well', () => {
	const events = story();
	const writer = new ScriptWriter(events[0]?.at ?? 0, labelsOf(events));
	for (const event of events) writer.event(event);
	const now = events.at(-1)?.at ?? 0;
	expect(writer.input('k\u001b[D', now + 1500)).toEqual([
		'wait step.recorded label=worker-B',
		'pause 1.5s',
		'key k left',
	]);
	expect(writer.resize(80, 24, now + 1600)).toEqual(['pause 100ms', 'size 80x24']);
	expect(writer.input('\u0001', now + 1700)).toEqual([]);
	expect(writer.input('\u0003', now + 99_999_999)).toEqual(['pause 3600s', 'key q']);
});
