import {plainText} from '../model/plain-text.js';
import type {Recorders} from '../recording/recorders/recorders.js';

const barWidth = 24;

/** Completes the recordings, with a bar on the terminal while that takes time, and says what is in each. */
export async function finishRecordings(recorders: Recorders): Promise<boolean> {
	const {stderr} = process;
	const stop = new AbortController();
	const interrupt = (): void => stop.abort(new Error('interrupted before it was complete'));
	process.once('SIGINT', interrupt);
	process.once('SIGTERM', interrupt);
	let drawn = '';
	const draw = (text: string): void => {
		if (stderr.isTTY && text !== drawn) {
			drawn = text;
			stderr.write(`\r\u001B[K${text}`);
		}
	};

	try {
		const reports = await recorders.finish((file, share) => draw(bar(plainText(file), share)), stop.signal);
		draw('');
		for (const {file, complete, text} of reports) {
			stderr.write(`${complete ? 'recorded' : 'could not record'} ${plainText(file)}: ${text}\n`);
		}

		return reports.every(({complete}) => complete);
	} finally {
		process.off('SIGINT', interrupt);
		process.off('SIGTERM', interrupt);
	}
}

function bar(file: string, share: number): string {
	const done = Math.round(share * barWidth);
	return `${file} ${'█'.repeat(done)}${'░'.repeat(barWidth - done)} ${String(Math.round(share * 100)).padStart(3)} %`;
}
