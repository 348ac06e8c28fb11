import xterm from '@xterm/headless';
import type {TerminalListener, TerminalSize} from './virtual-terminal.js';

/** What somebody reads on a terminal: it takes what a program prints and says what stands there. */
export class TextScreen implements TerminalListener {
	readonly #terminal: InstanceType<typeof xterm.Terminal>;
	readonly #looks = new Set<() => void>();

	constructor({columns, rows}: TerminalSize) {
		this.#terminal = new xterm.Terminal({
			cols: columns,
			rows,
			allowProposedApi: true,
			scrollback: 0,
			// What Ink writes has bare line feeds until a tty driver has seen it.
			convertEol: true,
		});
	}

	readonly output = (data: string): void => {
		this.#terminal.write(data, () => {
			// Between the marks of synchronized output a frame is half drawn.
			if (this.#terminal.modes.synchronizedOutputMode) {
				return;
			}

			for (const look of this.#looks) {
				look();
			}
		});
	};

	readonly resize = (columns: number, rows: number): void => {
		this.#terminal.resize(columns, rows);
	};

	/** The rows as one text, without the blanks at their ends and the empty rows at the bottom. */
	text(): string {
		const {active} = this.#terminal.buffer;
		return Array.from(
			{length: this.#terminal.rows},
			(_, row) =>
				active
					.getLine(active.baseY + row)
					?.translateToString(true)
					.trimEnd() ?? '',
		)
			.join('\n')
			.trimEnd();
	}

	/** Calls the listener whenever a whole frame has been drawn. */
	readonly subscribe = (listener: () => void): (() => void) => {
		this.#looks.add(listener);
		return () => this.#looks.delete(listener);
	};

	/** Resolves when all that was printed so far stands on the screen. */
	async flushed(): Promise<void> {
		return new Promise(resolve => {
			this.#terminal.write('', resolve);
		});
	}

	dispose(): void {
		this.#terminal.dispose();
	}
}
