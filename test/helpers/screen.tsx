import {Console} from 'node:console';
import {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';
import xterm from '@xterm/headless';
import {onTestFinished, vi} from 'vitest';
import type {Command, CommandResult} from '../../source/command.js';
import type {Event} from '../../source/events.js';
import {createHistory} from '../../source/model/history.js';
import {runScreen, type ScreenEnd} from '../../source/ui/screen.js';
import type {AppProps, LogSource} from '../../source/ui/source.js';

// Ink takes over the console for as long as it draws; the one that Vitest puts in its place has no constructor.
console.Console = Console;

/** A log that a test can let grow. */
export class GrowingLog implements LogSource {
	readonly #history = createHistory();
	readonly #listeners = new Set<() => void>();

	constructor(events: readonly Event[] = []) {
		for (const event of events) {
			this.#history.append(event);
		}
	}

	readonly subscribe = (listener: () => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};
	readonly events = () => this.#history.events;
	readonly model = () => this.#history.latest();

	append(...events: readonly Event[]): void {
		for (const event of events) {
			this.#history.append(event);
		}

		for (const listener of this.#listeners) {
			listener();
		}
	}

	get listeners(): number {
		return this.#listeners.size;
	}
}

/** A terminal of any size that keeps what was drawn. */
class FakeTerminal extends EventEmitter {
	readonly isTTY = true;
	readonly writable = true;
	readonly terminal: InstanceType<typeof xterm.Terminal>;
	raw = '';

	constructor(
		public columns: number,
		public rows: number,
	) {
		super();
		this.terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, convertEol: true});
	}

	readonly write = (data: string, ...rest: readonly unknown[]) => {
		this.raw += data;
		this.terminal.write(data);
		const done = rest.at(-1);
		if (typeof done === 'function') {
			done();
		}

		return true;
	};

	resize(columns: number, rows: number): void {
		this.columns = columns;
		this.rows = rows;
		this.terminal.resize(columns, rows);
		this.emit('resize');
	}

	get lines(): string[] {
		const {active} = this.terminal.buffer;
		return Array.from(
			{length: this.rows},
			(_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
		);
	}
}

class FakeKeyboard extends PassThrough {
	readonly isTTY = true;
	isRaw = false;
	setRawMode(mode: boolean): this {
		this.isRaw = mode;
		return this;
	}
	ref(): this {
		return this;
	}
	unref(): this {
		return this;
	}
}

export type ScreenUnderTest = {
	readonly log: GrowingLog;
	readonly commands: Command[];
	/** What is drawn now. */
	text(): string;
	lines(): string[];
	raw(): string;
	/** Waits until the screen says something. */
	shows(what: string | RegExp): Promise<void>;
	lacks(what: string | RegExp): Promise<void>;
	type(keys: string): void;
	resize(columns: number, rows: number): void;
	/** Resolves when the screen has ended. */
	readonly end: Promise<ScreenEnd>;
	readonly isRaw: () => boolean;
};

export type ScreenOptions = Partial<AppProps> & {
	readonly events?: readonly Event[];
	readonly columns?: number;
	readonly rows?: number;
	readonly answer?: (command: Command) => CommandResult;
};

/** Runs the real screen on a fake terminal; it is closed when the test ends. */
export function startScreen({
	events = [],
	columns = 100,
	rows = 30,
	answer,
	...props
}: ScreenOptions = {}): ScreenUnderTest {
	const log = new GrowingLog(events);
	const stdout = new FakeTerminal(columns, rows);
	const stdin = new FakeKeyboard();
	const commands: Command[] = [];
	const at = events.at(-1)?.at ?? 0;
	const end = runScreen(
		{
			source: log,
			dispatch(command) {
				commands.push(command);
				return answer?.(command) ?? {done: true, message: `did ${command.type}`};
			},
			now: () => log.events().at(-1)?.at ?? at,
			workflows: ['mutex'],
			store: 'embedded store',
			ascii: false,
			version: '0.0.0',
			live: true,
			platform: 'linux',
			colors: 0,
			...props,
		},
		{
			stdin: stdin as unknown as NodeJS.ReadStream,
			stdout: stdout as unknown as NodeJS.WriteStream,
		},
	);
	const text = () => stdout.lines.join('\n');
	const matches = (what: string | RegExp) => (typeof what === 'string' ? text().includes(what) : what.test(text()));
	const wait = (what: string | RegExp, wanted: boolean) =>
		vi.waitFor(
			() => {
				if (matches(what) !== wanted) {
					throw new Error(`the screen ${wanted ? 'does not say' : 'says'} ${what}:\n${text()}`);
				}
			},
			{timeout: 5000, interval: 5},
		);
	onTestFinished(async () => {
		stdin.write('\u0003');
		await end;
	});
	return {
		log,
		commands,
		text,
		lines: () => stdout.lines,
		raw: () => stdout.raw,
		shows: what => wait(what, true),
		lacks: what => wait(what, false),
		type: keys => stdin.write(keys),
		resize: (width, height) => stdout.resize(width, height),
		end,
		isRaw: () => stdin.isRaw,
	};
}
