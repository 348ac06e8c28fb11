import type {Event} from '../events.js';
import type {Guarantee} from '../model/guarantee.js';
import {judge} from '../model/judge.js';
import type {Model} from '../model/model.js';
import {type Line, type Mark, narrate} from '../model/narrate.js';
import {plainText} from '../model/plain-text.js';
import type {Session} from './session.js';
import {runUntilDone, type Unseen} from './until-done.js';

/** A glyph for each kind of line, and its ASCII stand-in. */
const glyphs: Readonly<Record<Mark, readonly [string, string]>> = {
	start: ['█', '#'],
	done: ['✓', 'v'],
	replay: ['◇', 'o'],
	fail: ['✗', 'x'],
	kill: ['╳', 'X'],
	freeze: ['░', ':'],
	sleep: ['─', '~'],
	info: ['·', '.'],
	fault: ['!', '!'],
	reject: ['╳', 'X'],
};

const verdicts: Readonly<Record<Guarantee['verdict'], readonly [string, string]>> = {
	holds: ['✓', 'v'],
	broken: ['╳', 'X'],
	open: ['·', '.'],
	note: ['!', '!'],
};

/** Runs everything to its end and prints readable lines, then the results and the verdicts. Returns the exit code. */
export async function plain(session: Session, unseen: Unseen): Promise<number> {
	const {ascii} = unseen;
	const tell = (event: Event, after: Model): void => {
		const line = narrate(event, after);
		if (line) {
			print(lineText(line, after.startedAt, ascii));
		}
	};
	const {model, exitCode} = await runUntilDone(session, tell, unseen);
	for (const text of closing(model, ascii)) {
		print(text);
	}

	return exitCode;
}

/** Seconds since the start, a glyph, the words. */
function lineText({at, mark, text}: Line, startedAt: number, ascii: boolean): string {
	return `${((at - startedAt) / 1000).toFixed(2).padStart(7)}  ${glyphs[mark][ascii ? 1 : 0]} ${toAscii(text, ascii)}`;
}

function* closing(model: Model, ascii: boolean): Generator<string> {
	for (const run of model.runs.values()) {
		yield '';
		yield `${plainText(run.description.title)}: ${run.state}`;
		if (run.value !== undefined) {
			yield plainText(JSON.stringify(run.value));
		}

		for (const {verdict, title, evidence} of judge(run, model)) {
			yield toAscii(`  ${verdicts[verdict][ascii ? 1 : 0]} ${title.padEnd(32)} ${evidence}`, ascii);
		}
	}
}

/** Words may hold a few signs of their own; with `--ascii` those get a stand-in too. */
function toAscii(text: string, ascii: boolean): string {
	return ascii
		? text
				.replaceAll('×', 'x')
				.replaceAll('…', '...')
				.replaceAll('→', '->')
				.replace(/[^\u0000-\u007e]/g, '?')
		: text;
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}
