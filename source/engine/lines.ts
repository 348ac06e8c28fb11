import type {Readable} from 'node:stream';

/** Characters of a line that are kept. */
const longest = 2000;

/** How long an unfinished line is waited for, ms: a prompt has no end of line. */
const patience = 30;

/** Calls `line` for each line of a stream, the last one too; of an endless line only the beginning. */
export function readLines(input: Readable, line: (text: string) => void): void {
	let rest = '';
	/** Whether the end of the line that is under way has been told too early, or is too much to tell. */
	let skips = false;
	let isTold = false;
	let timer: NodeJS.Timeout | undefined;
	const tell = (text: string): void => {
		line(text.length > longest ? `${text.slice(0, longest)}…` : text);
	};

	const flush = (): void => {
		clearTimeout(timer);
		if (rest !== '' && !skips) {
			tell(rest);
		}

		rest = '';
	};

	input.setEncoding('utf8');
	input.on('data', (chunk: string) => {
		clearTimeout(timer);
		// A carriage return alone ends a line too: what it would draw over is told.
		const parts = (rest + chunk).split(/\r\n|\n|\r(?=[^\n])/);
		rest = parts.pop() ?? '';
		for (const part of parts) {
			if (!skips && !(isTold && part === '')) {
				tell(part);
			}

			skips = false;
			isTold = false;
		}

		if (rest.length > longest) {
			flush();
			skips = true;
		} else if (rest !== '') {
			timer = setTimeout(() => {
				flush();
				isTold = true;
			}, patience);
			timer.unref();
		}
	});
	input.on('end', flush);
	input.on('error', () => {});
}
