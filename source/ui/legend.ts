import type {Tone} from './theme.js';

/** What a glyph says, wherever it stands. */
export type Sign = {readonly glyph: string; readonly tone?: Tone; readonly means: string};

/** All glyphs of lanes, verdicts and processes. */
export const legend: readonly Sign[] = [
	{glyph: '█', tone: 'running', means: 'executes now; of a mutex: holds the resource'},
	{glyph: '▇', tone: 'done', means: 'a past attempt that succeeded (amber: that threw)'},
	{glyph: '✓', tone: 'done', means: 'recorded: it will never run again; of a guarantee: it holds'},
	{glyph: '◇', tone: 'replayed', means: 'served from the log: the function was not called'},
	{glyph: '·', tone: 'muted', means: 'waiting for its turn; of a guarantee: nothing has tested it yet'},
	{glyph: '✗', tone: 'warning', means: 'the attempt threw'},
	{glyph: '┄', tone: 'warning', means: 'the wait until the SDK tries again'},
	{glyph: '▒', tone: 'broken', means: 'work that was lost when its process was killed'},
	{glyph: '╳', tone: 'broken', means: 'killed; of a guarantee: broken'},
	{glyph: '░', tone: 'frozen', means: 'frozen or cut off, still believing that it holds'},
	{glyph: '▓', tone: 'broken', means: 'two attempts of the same step at once'},
	{glyph: '─', tone: 'muted', means: 'the durable sleep'},
	{glyph: '┤', tone: 'muted', means: 'its deadline, which is kept in the store'},
	{glyph: '!', tone: 'warning', means: 'an armed fault; of a guarantee: no promise, but good to know'},
	{glyph: '━', tone: 'running', means: 'the process holds a run'},
	{glyph: '┈', tone: 'muted', means: 'the process stands by, warm; of a lane: a workflow of its own, under way'},
	{glyph: '╌', tone: 'frozen', means: 'the process is cut off from the store'},
	{glyph: '▶', tone: 'running', means: 'the line at which the generator stands now'},
];
