import {fileURLToPath} from 'node:url';
import {type IPty, spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {onTestFinished} from 'vitest';

/** The built program. */
export const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Ink wraps each frame in the marks of a synchronized update, so that terminals show it as a whole. */
const frameStart = '\u001B[?2026h';
const frameEnd = '\u001B[?2026l';

/** A program in a real pseudo-terminal, and what its screen shows. */
export class TerminalSession {
	readonly pty: IPty;
	/** All bytes that the program wrote. */
	raw = '';
	/** How it ended; resolves once. */
	readonly exit: Promise<{exitCode: number; signal?: number}>;
	readonly #terminal: InstanceType<typeof xterm.Terminal>;
	readonly #looks = new Set<() => void>();
	/** False amid a frame: what the screen shows then was never meant to be seen. */
	#isWhole = true;

	constructor(
		args: readonly string[],
		{columns = 100, rows = 30, env = {}, command, program: file = program}: TerminalOptions = {},
	) {
		this.#terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 1000});
		const {NO_COLOR: _no, FORCE_COLOR: _force, CI: _ci, ...inherited} = process.env;
		const [first, ...rest] = [...(command ?? []), process.execPath, file, ...args] as [string, ...string[]];
		this.pty = spawn(first, rest, {
			cols: columns,
			rows,
			name: 'xterm-256color',
			env: {...inherited, TERM: 'xterm-256color', COLORTERM: 'truecolor', ...env},
		});
		this.pty.onData(data => {
			this.raw += data;
			const isWhole = this.raw.lastIndexOf(frameEnd) >= this.raw.lastIndexOf(frameStart);
			this.#terminal.write(data, () => {
				this.#isWhole = isWhole;
				for (const look of this.#looks) {
					look();
				}
			});
		});
		this.exit = new Promise(resolve => {
			this.pty.onExit(resolve);
		});
	}

	/** The rows of the screen as plain text, without trailing blanks. */
	rows(): string[] {
		const {active} = this.#terminal.buffer;
		return Array.from(
			{length: this.#terminal.rows},
			(_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
		);
	}

	/** The screen as one text. */
	text(): string {
		return this.rows().join('\n');
	}

	/** Whether the program has the alternate screen. */
	get isAlternate(): boolean {
		return this.#terminal.buffer.active.type === 'alternate';
	}

	/** Types keys. */
	press(keys: string): void {
		this.pty.write(keys);
	}

	resize(columns: number, rows: number): void {
		this.#terminal.resize(columns, rows);
		this.pty.resize(columns, rows);
	}

	/**
	 * Waits for what the screen says.
	 *
	 * @param what A text or pattern on the screen, or a question about it.
	 * @throws When it does not come within `limit` ms, with the screen as it was.
	 */
	async until(what: string | RegExp | ((text: string) => boolean), limit = 20_000): Promise<string> {
		const fits = (text: string): boolean =>
			typeof what === 'string' ? text.includes(what) : what instanceof RegExp ? what.test(text) : what(text);
		return new Promise((resolve, reject) => {
			const end = (): void => {
				clearTimeout(timer);
				this.#looks.delete(look);
			};

			const look = (): void => {
				if (this.#isWhole && fits(this.text())) {
					end();
					resolve(this.text());
				}
			};

			const timer = setTimeout(() => {
				end();
				reject(new Error(`the screen never showed ${what}; it shows:\n${this.text()}`));
			}, limit);
			this.#looks.add(look);
			look();
		});
	}

	/** Kills the program if it still runs. */
	async close(): Promise<void> {
		try {
			this.pty.kill('SIGKILL');
		} catch {
			// It is gone already.
		}

		await this.exit;
	}
}

export type TerminalOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly env?: Readonly<Record<string, string>>;
	/** What runs the program, which it gets as its last arguments: a shell, say. */
	readonly command?: readonly string[];
	/** Another copy of the program than the built one. */
	readonly program?: string;
};

/** Opens the built program in a terminal for the length of a test. */
export function openTerminal(args: readonly string[], options?: TerminalOptions): TerminalSession {
	const session = new TerminalSession(args, options);
	onTestFinished(() => session.close());
	return session;
}
