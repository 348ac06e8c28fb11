import type {Model} from '../../model/model.js';
import {stepById} from '../../model/select.js';
import {readyValues, typedValue} from '../act-prompt.js';
import {emptyLine, fill, type Line, rule, span, strong} from '../text/line.js';
import {graphemes, widthOf} from '../text/width.js';

export type PromptProps = {
	readonly model: Model;
	/** Ids of the run and of the promise. */
	readonly run: string;
	readonly step: string;
	readonly chosen: number;
	readonly text: string;
	readonly width: number;
};

/** The value for a promise that a workflow waits for. */
export function prompt({model, run: id, step, chosen, text, width}: PromptProps): Line[] {
	const run = model.runs.get(id);
	const label = run ? stepById(run, step)?.label : undefined;
	const isTyped = chosen === readyValues.length;
	const kind = text === '' ? 'any JSON, or a text' : typeof typedValue(text) === 'string' ? 'a text' : 'JSON';
	const lines: Line[] = [
		rule([span(' '), strong('settle'), span(` ${label ?? 'promise'}  `), span(step, 'muted')], width),
		...readyValues.map((value, index) => row(index === chosen, [span(JSON.stringify(value))])),
		row(isTyped, [span(endThatFits(text, width - 28)), span(isTyped ? '▏' : ''), span(`  ${kind}`, 'muted')]),
		emptyLine,
		[span('  As if somebody outside settled it: a person, another service. The workflow goes on with this value.')],
	];
	return lines.map(line => fill(line, width));
}

function row(isChosen: boolean, line: Line): Line {
	return [isChosen ? strong(' ▸ ') : span('   '), ...line];
}

/** Who types looks at the end of the text. */
function endThatFits(text: string, cells: number): string {
	const all = graphemes(text);
	let from = Math.max(0, all.length - cells);
	while (widthOf(all.slice(from).join('')) > cells) {
		from++;
	}

	return all.slice(from).join('');
}
