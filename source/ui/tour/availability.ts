import type {Model} from '../../model/model.js';
import {currentRun} from '../../model/select.js';
import {type Example, stepsOf} from './example.js';

export type Place = {
	readonly model: Model;
	readonly workflows: readonly string[];
	readonly platform: string;
};

/** Why an example cannot be shown here; null when it can. */
export function whyNot(example: Example, {model, workflows, platform}: Place): string | null {
	const {workflow} = example;
	if (!workflows.includes(workflow)) {
		return `the ${workflow} is not on the screen: durable-tui --tour shows both workflows`;
	}

	if (platform === 'win32' && example.beats.some(({deed}) => deed?.type === 'freeze')) {
		return 'Windows cannot freeze a process';
	}

	const run = currentRun(model, workflow);
	const missing = run ? stepsOf(example).find(label => !run.description.lanes?.includes(label)) : undefined;
	if (missing !== undefined) {
		return `this ${workflow} has no ${missing}: durable-tui --tour shows it as in the documents`;
	}

	const alive = model.processes.filter(process => process.exitedAt === null).length;
	return run && example.needsStandby && alive < 2 ? 'it needs a second process: leave out --processes 1' : null;
}
