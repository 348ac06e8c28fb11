import {readFileSync} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {eventTypes, fieldsOf} from '../../source/recording/event-shapes.js';
import {charactersOf, keyNames} from '../../source/script/keys.js';
import {parseScript, ScriptError} from '../../source/script/parse-script.js';
import {printInstruction} from '../../source/script/print-script.js';
import {firstSize, type Instruction, type Word} from '../../source/script/script.js';
import {UsageError} from '../../source/usage/usage-error.js';

const instructions = (text: string) => parseScript(text, 'demo.tape').lines.map(({instruction}) => instruction);

const failure = (text: string): ScriptError => {
	try {
		parseScript(text, 'demo.tape');
	} catch (error) {
		if (error instanceof ScriptError) {
			return error;
		}

		throw error;
	}

	throw new Error('it was read');
};

test('a script in all its parts', () => {
	const script = parseScript(
		`# how a lock survives
size 100x30
caption "a process dies"   # words on the screen
wait step.started worker-D
wait 20s step.failed label=worker-C attempt=1 error="boom boom"
key k Left "#"
type jj
type "a \\"b\\" # c"
wait 1.5m /retry in \\d+ s|served \\/ log/i
pause 250ms

caption
`,
		'demo.tape',
	);
	expect(script.lines).toEqual([
		{line: 2, instruction: {do: 'size', columns: 100, rows: 30}},
		{line: 3, instruction: {do: 'caption', text: 'a process dies'}},
		{
			line: 4,
			instruction: {
				do: 'wait',
				awaited: {kind: 'event', type: 'step.started', words: [{text: 'worker-D', exact: true}]},
			},
		},
		{
			line: 5,
			instruction: {
				do: 'wait',
				awaited: {
					kind: 'event',
					type: 'step.failed',
					words: [
						{field: 'label', text: 'worker-C', exact: true},
						{field: 'attempt', text: '1', exact: true},
						{field: 'error', text: 'boom boom', exact: false},
					],
				},
				limit: 20_000,
			},
		},
		{line: 6, instruction: {do: 'key', keys: ['k', 'left', '#']}},
		{line: 7, instruction: {do: 'type', text: 'jj'}},
		{line: 8, instruction: {do: 'type', text: 'a "b" # c'}},
		{
			line: 9,
			instruction: {
				do: 'wait',
				awaited: {kind: 'screen', pattern: 'retry in \\d+ s|served \\/ log', flags: 'i'},
				limit: 90_000,
			},
		},
		{line: 10, instruction: {do: 'pause', time: 250}},
		{line: 12, instruction: {do: 'caption', text: ''}},
	]);
	expect(firstSize(script)).toMatchObject({columns: 100, rows: 30});
	expect(firstSize(parseScript('key k\nsize 100x30', 'x'))).toBeUndefined();
});

test.each([
	['press k', /no instruction 'press'; use size, key, type, wait, pause, caption/],
	['key', /key needs a key/],
	['key lft', /no key 'lft'; use one character, such as k, or one of up, down/],
	['size 100', /'100' is no size from 20x5 to 500x200; use columns and rows, such as 100x30/],
	['size 1000x30', /is no size/],
	['pause 3', /'3' is no time up to 60m; use one such as 500ms or 1.5s/],
	['pause 2h', /is no time/],
	['pause 61m', /is no time/],
	['pause', /pause needs a time/],
	['wait', /wait needs an event, such as step.started worker-D, or a text on the screen/],
	['wait 20s', /wait needs an event/],
	['wait 0s step.started', /a wait of no time/],
	['wait step.strated', /no event 'step.strated'; use step.created, step.started/],
	['wait stepped', /no event 'stepped'; use run.started/],
	['wait step.started wroker=x', /step.started has no field 'wroker'; use label, step, attempt, process/],
	['wait /([/', /the pattern has no end/],
	['wait /(/', /the pattern is not valid/],
	['wait /x/g', /the flags 'g' make no sense here/],
	['wait /x/ 20s', /a limit comes before it/],
	['wait step.started /x/', /use two lines/],
	['caption a process', /caption needs one text in quotes/],
	['caption "a process', /the quotes are not in pairs/],
	['caption "a \\n b"', /\\n means nothing in quotes/],
	['type', /type needs one text/],
	['type a b', /type needs one text/],
	['type ""', /at least one character/],
	['key k\u001b[31m', /there is a control character/],
])('what is wrong and what would be right: %s', (line, reason) => {
	const error = failure(`# a script\n\n${line}\nkey q`);
	expect(error).toBeInstanceOf(UsageError);
	expect(error.line).toBe(3);
	expect(error.message).toMatch(/^demo\.tape:3: /);
	expect(error.message).toMatch(reason);
	expect(error.message).toMatch(/^[^\u0000-\u001f\u007f-\u009f]*$/);
});

test('a script that does nothing says so', () => {
	expect(failure('# nothing\n\n').message).toMatch(/does nothing; write lines such as/);
});

test('any text is read or refused with its line', () => {
	const piece = fc.oneof(
		fc.constantFrom(
			'key',
			'wait',
			'size',
			'type',
			'pause',
			'caption',
			'"',
			'/',
			'\\',
			'#',
			'=',
			'1s',
			'100x30',
			'\n',
			' ',
		),
		fc.constantFrom(...eventTypes),
		fc.string({unit: 'binary', maxLength: 4}),
	);
	fc.assert(
		fc.property(fc.array(piece, {maxLength: 30}), pieces => {
			const text = pieces.join('');
			try {
				expect(parseScript(text, 'x').lines.length).toBeGreaterThan(0);
			} catch (error) {
				expect(error).toBeInstanceOf(ScriptError);
				const {line, message} = error as ScriptError;
				expect(message.startsWith(`x:${line}: `)).toBe(true);
				expect(line).toBeGreaterThanOrEqual(1);
				expect(line).toBeLessThanOrEqual(text.split('\n').length);
				expect(message).toMatch(/^[^\u0000-\u001f\u007f-\u009f]*$/);
			}
		}),
		{numRuns: 2000},
	);
});

const printable = fc
	.string({unit: 'grapheme', minLength: 1, maxLength: 12})
	.filter(text => !/[\u0000-\u001F\u007F-\u009F\u2028\u2029]/.test(text));
const key = fc.oneof(
	fc.constantFrom(...keyNames),
	printable.map(text => charactersOf(text)[0] ?? 'k').map(character => (character === ' ' ? 'space' : character)),
);
const time = fc.integer({min: 1, max: 3_600_000});
const bareText = fc.stringMatching(/^[a-zA-Z0-9._-]{1,12}$/);
const wordOf = (fields: readonly string[]): fc.Arbitrary<Word> =>
	fc
		.tuple(
			fc.option(fc.constantFrom('label', ...fields), {nil: undefined}),
			fc.oneof(
				bareText.map(text => ({text, exact: true})),
				printable.map(text => ({text, exact: false})),
			),
		)
		.map(([field, word]) => (field === undefined ? word : {field, ...word}));
const awaited = fc.oneof(
	fc
		.constantFrom(...eventTypes)
		.chain(type =>
			fc.array(wordOf(fieldsOf(type)), {maxLength: 3}).map(words => ({kind: 'event', type, words}) as const),
		),
	fc
		.constantFrom('retry in \\d+', '[/"]', '\\/ #', '✓ .*×')
		.map(pattern => ({kind: 'screen', pattern, flags: 'i'}) as const),
);
const instruction: fc.Arbitrary<Instruction> = fc.oneof(
	fc.record({do: fc.constant('size'), columns: fc.integer({min: 20, max: 500}), rows: fc.integer({min: 5, max: 200})}),
	fc.record({do: fc.constant('key'), keys: fc.array(key, {minLength: 1, maxLength: 4})}),
	fc.record({do: fc.constant('type'), text: printable}),
	fc.record({do: fc.constant('pause'), time}),
	fc.record({do: fc.constant('caption'), text: fc.oneof(fc.constant(''), printable)}),
	fc.record({do: fc.constant('wait'), awaited, limit: time}, {requiredKeys: ['do', 'awaited']}),
);

test('what is printed is read back as it was', () => {
	fc.assert(
		fc.property(fc.array(instruction, {minLength: 1, maxLength: 8}), all => {
			expect(instructions(all.map(printInstruction).join('\n'))).toEqual(all);
		}),
		{numRuns: 1000},
	);
});

test('the scripts that people see first are right', () => {
	const root = path.join(import.meta.dirname, '../..');
	const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
	const example = /```\n(size [\s\S]*?)```/.exec(readme)?.[1] ?? '';
	expect(new Set(instructions(example).map(each => each.do))).toEqual(
		new Set(['size', 'wait', 'caption', 'key', 'pause', 'type']),
	);
	expect(instructions(readFileSync(path.join(root, 'demo/demo.tape'), 'utf8')).length).toBeGreaterThan(20);
});
