import {plainText} from '../model/plain-text.js';
import type {ScriptFailure} from '../script/script-failure.js';

/** Says what a script waited for, and what was on the screen instead. Returns the exit code. */
export function tellFailure({message, screen}: ScriptFailure): 1 {
	const lines = screen.split('\n').map(line => `  │ ${plainText(`.${line}`).slice(1)}`);
	process.stderr.write(`${message}\nThe screen was:\n${lines.join('\n')}\n`);
	return 1;
}
