import type {Event} from '../../events.js';
import type {Model} from '../../model/model.js';
import {plainText} from '../../model/plain-text.js';
import {Markers} from '../markers.js';
import type {Moment} from '../moments.js';
import type {RecordingFile} from './files.js';
import {openRecorder} from './open-recorder.js';
import type {Recorder, RecorderContext} from './recorder.js';

/** How a recording ended: what is in the file, or why it is not complete. */
export type RecordingReport = {readonly file: string; readonly complete: boolean; readonly text: string};

type Open = {readonly file: string; readonly recorder: Recorder; error?: unknown};

type Untimed<M extends Moment = Moment> = M extends Moment ? Omit<M, 'at'> : never;

/** All recordings of a session. One that fails (a full disk) leaves the others and the run alone. */
export class Recorders {
	readonly #open: readonly Open[];
	readonly #markers = new Markers();
	readonly #elapsed: () => number;

	/** @param elapsed Ms since the recording began. */
	constructor(
		files: readonly RecordingFile[],
		{elapsed, ...context}: Omit<RecorderContext, 'file'> & {elapsed: () => number},
	) {
		this.#open = files.map(({kind, file}) => ({file, recorder: openRecorder(kind, {...context, file})}));
		this.#elapsed = elapsed;
	}

	/** An event of the log, each once and in order. */
	event(event: Event): void {
		this.#each(({recorder}) => recorder.event?.(event));
	}

	/** The places worth jumping to, when an event is seen; with the model after it. */
	mark(event: Event, model: Model): void {
		if (this.#open.some(({recorder}) => recorder.moment !== undefined)) {
			for (const label of this.#markers.at(event, model)) {
				this.moment({type: 'marker', label});
			}
		}
	}

	/** Something happened to the terminal. */
	moment(moment: Untimed): void {
		const at = this.#elapsed();
		this.#each(({recorder}) => recorder.moment?.({...moment, at} as Moment));
	}

	/**
	 * Completes the files, one after the other.
	 *
	 * @param onProgress Told which file is worked on, and the share that is done.
	 */
	async finish(
		onProgress?: (file: string, share: number) => void,
		signal?: AbortSignal,
	): Promise<readonly RecordingReport[]> {
		const reports: RecordingReport[] = [];
		for (const {file, recorder, error} of this.#open) {
			try {
				const text = await recorder.finish({onProgress: share => onProgress?.(file, share), signal});
				reports.push(error === undefined ? {file, complete: true, text} : failed(file, error));
			} catch (reason) {
				reports.push(failed(file, error ?? reason));
			}
		}

		return reports;
	}

	#each(act: (open: Open) => void): void {
		for (const open of this.#open) {
			if (open.error === undefined) {
				try {
					act(open);
				} catch (error) {
					open.error = error;
				}
			}
		}
	}
}

function failed(file: string, error: unknown): RecordingReport {
	return {file, complete: false, text: plainText(error instanceof Error ? error.message : String(error))};
}
