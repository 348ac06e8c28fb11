import {Console} from 'node:console';
import fc from 'fast-check';
import {render, Text, useInput} from 'ink';
import {expect, test, vi} from 'vitest';
import {VirtualKeyboard} from '../../source/recording/terminal/virtual-keyboard.js';
import {VirtualTerminal} from '../../source/recording/terminal/virtual-terminal.js';
import {bytesOf, keyNamed, keyNames, keysIn} from '../../source/script/keys.js';
import {keysOf} from '../../source/ui/keys.js';

// Ink takes over the console for as long as it draws; the one that Vitest puts in its place has no constructor.
console.Console = Console;

test('what is sent for each key is that key for the screen', async () => {
	const pressed: string[] = [];
	const Probe = () => {
		useInput((input, key) => {
			pressed.push(...keysOf(input, key));
		});
		return <Text>ready</Text>;
	};
	const typed: string[] = [];
	const keyboard = new VirtualKeyboard(data => typed.push(data));
	const terminal = new VirtualTerminal({size: {columns: 40, rows: 10}});
	const {unmount, waitUntilExit} = render(<Probe />, {
		stdin: keyboard.stream,
		stdout: terminal.stream,
		interactive: true,
		exitOnCtrlC: false,
	});
	await vi.waitFor(() => expect(keyboard.isRaw).toBe(true));
	const keys = [...keyNames, 'k', 'S', '?', 'é', '👍🏽'];
	for (const [index, key] of keys.entries()) {
		keyboard.press(bytesOf(key));
		await vi.waitFor(() => expect(pressed.length).toBe(index + 1));
	}

	expect(pressed).toEqual(keys);
	expect(typed).toEqual(keys.map(bytesOf));
	unmount();
	await waitUntilExit();
	expect(keyboard.isRaw).toBe(false);
});

test('keys are found again in what was sent for them', () => {
	const character = fc.string({unit: 'grapheme', minLength: 1, maxLength: 1}).filter(text => keyNamed(text) === text);
	fc.assert(
		fc.property(
			fc.array(fc.oneof(fc.constantFrom(...keyNames.filter(name => name !== 'escape')), character), {maxLength: 8}),
			keys => {
				// Two characters side by side may be one to the eye.
				const sent = keys.map(bytesOf);
				fc.pre(keysIn(sent.join('')).length === keys.length || keys.every(key => keyNames.includes(key)));
				expect(keysIn(sent.join(''))).toEqual(keys);
			},
		),
	);
	expect(keysIn('\u001b')).toEqual(['escape']);
	expect(keysIn('\u001bOA\u001b[4~\n')).toEqual(['up', 'end', 'enter']);
	expect(keysIn('\u001b[200~\u0001x\u001b[?1u')).toEqual(['x']);
});
