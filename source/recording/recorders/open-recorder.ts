import {closeSync, openSync, writeFileSync, writeSync} from 'node:fs';
import type {Event} from '../../events.js';
import {ScriptWriter} from '../../script/write-script.js';
import {openCast} from '../asciicast.js';
import {openJournal} from '../journal.js';
import type {Moment} from '../moments.js';
import {traceOf} from '../trace.js';
import type {RecordingKind} from './files.js';
import type {Recorder, RecorderContext} from './recorder.js';

/** Begins a recording; a file of that name is replaced, at once where the format lets it grow, else at the end. */
export function openRecorder(kind: RecordingKind, context: RecorderContext): Recorder {
	return openers[kind](context);
}

const openers: Readonly<Record<RecordingKind, (context: RecorderContext) => Recorder>> = {
	journal({file}) {
		const journal = openJournal(file);
		let count = 0;
		return {
			event(event) {
				journal.write(event);
				count++;
			},
			async finish() {
				journal.close();
				return `${count} events`;
			},
		};
	},

	trace({file}) {
		const events: Event[] = [];
		return {
			event: event => events.push(event),
			async finish() {
				writeFileSync(file, `${JSON.stringify(traceOf(events))}\n`);
				return `${events.length} events, for ui.perfetto.dev`;
			},
		};
	},

	cast({file, size, style, title, now}) {
		const {columns, rows} = size ?? {columns: 100, rows: 30};
		const env = {TERM: process.env.TERM || 'xterm-256color', SHELL: process.env.SHELL || '/bin/sh'};
		const cast = openCast(file, {columns, rows, timestamp: now() / 1000, title, env}, style.castVersion);
		let last = 0;
		return {
			moment(moment) {
				// What is typed may be a secret, and no player shows it.
				if (moment.type !== 'input') {
					cast.write(moment);
					last = moment.at;
				}
			},
			async finish() {
				cast.close();
				return `${seconds(last)}, ${columns} × ${rows}`;
			},
		};
	},

	gif({file, size, style}) {
		const {columns, rows} = size ?? {columns: 100, rows: 30};
		const moments: Moment[] = [];
		return {
			moment: moment => moments.push(moment),
			async finish({onProgress, signal}) {
				const {encodeGif} = await import('../gif/encode-gif.js');
				const {theme, fps, fontSize} = style;
				const gif = await encodeGif(
					{columns, rows, moments: withoutLeaving(moments)},
					{theme, fps, fontSize, onProgress, signal},
				);
				writeFileSync(file, gif.bytes);
				const megabytes = (gif.bytes.length / 1e6).toFixed(2);
				return `${seconds(moments.at(-1)?.at ?? 0)}, ${gif.frames} pictures of ${gif.width} × ${gif.height} px, ${megabytes} MB`;
			},
		};
	},

	script({file, size, now, labelOf}) {
		const descriptor = openSync(file, 'w');
		const writer = new ScriptWriter(now(), labelOf);
		let count = 0;
		const write = (lines: readonly string[]): void => {
			for (const line of lines) {
				writeSync(descriptor, `${line}\n`);
				count++;
			}
		};
		write(size ? [`size ${size.columns}x${size.rows}`] : []);
		return {
			event: event => writer.event(event),
			moment(moment) {
				if (moment.type === 'input') {
					write(writer.input(moment.data, now()));
				} else if (moment.type === 'resize') {
					write(writer.resize(moment.columns, moment.rows, now()));
				}
			},
			async finish() {
				closeSync(descriptor);
				return `${count} lines`;
			},
		};
	},
};

const [showCursor, hideCursor] = ['\u001B[?25h', '\u001B[?25l'];

/** A program that leaves brings the cursor back first: nothing to be seen in a picture that stands still at the end. */
function withoutLeaving(moments: readonly Moment[]): readonly Moment[] {
	const says = (text: string) => (moment: Moment) => moment.type === 'output' && moment.data.includes(text);
	const hidden = moments.findLastIndex(says(hideCursor));
	const shown = moments.findIndex((moment, index) => index > hidden && says(showCursor)(moment));
	const left = moments[shown];
	return hidden >= 0 && left ? [...moments.slice(0, shown), {at: left.at, type: 'marker', label: 'the end'}] : moments;
}

function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(1)} s`;
}
