import meow from 'meow';
import type {Session} from './commands/session.js';
import {plainText} from './model/plain-text.js';
import {checkArguments, optionName} from './usage/arguments.js';
import {readProgram} from './usage/program-options.js';
import type {RecordingFlags, RecordingOptions} from './usage/recording-options.js';
import {type ReplayFlags, type ReplayOptions, readReplay, refuseReplayFlags} from './usage/replay-options.js';
import {readOptions} from './usage/run-options.js';
import {withTour} from './usage/tour-options.js';
import {UsageError} from './usage/usage-error.js';

const help = `
  Usage
    $ durable-tui [mutex | session | FILE]
    $ durable-tui [options] exec PROGRAM [ARG…]
    $ durable-tui replay JOURNAL

  Runs Resonate workflows for real and shows, live, how they survive crashes.
  Without an argument, both: a distributed mutex and a durable session. With a file, the workflow that it exports.
  With exec, a program that uses the SDK on its own, unchanged; it is connected to the store of this tool.
  With replay, a journal as --record made it, with time travel; nothing runs.

  Options
    --workers N|a,b,c    who contends for the mutex (default 5)
    --activities a,b,c   what the user does in the session
    --idle DURATION      how long the session idles (default 10s)
    --pace X             stretch the waits inside steps; 1 is the examples' own pace (default 8, for a FILE 1)
    --fn NAME            the exported function to start, where FILE has several
    --args JSON          its arguments, a JSON list
    --id ID              the id of the run
    --resolve JSON       settles the promise that the workflow waits for; repeatable, in order
    --crash STEP         that step's first attempt throws, such as worker-C or checkout_started; repeatable
    --processes N        worker processes to keep alive (default 2)
    --lease DURATION     how long a silent process keeps its work (default 5s)
    --tour               guided examples: each failure mode set up, explained and proven (idle 5s, lease 3s)
    --record FILE        record into .jsonl (journal), .cast (asciinema), .gif, .trace.json (Perfetto) or .tape
                         (script); repeatable
    --script FILE        a script that presses keys and waits for what happens; - is stdin
    --size 100x30        the size of the screen that is recorded or scripted
    --theme dark|light   the colours of the screen and of a gif
    --fps N              most pictures a second in a gif (default 20)
    --font-size N        of a gif: 13, 15, 20 or 30 px (default 15)
    --cast-version 2|3   of a cast (default 2, which all players take)
    --speed X            how fast a journal is replayed (default 1)
    --step               a replay begins stopped, at the first event
    --plain              readable lines instead of the screen (also when stdout is no terminal)
    --json               the events themselves, one a line
    --ascii              no characters beyond ASCII
    --help, --version

  Exit codes
    0 all well, 1 a run failed or a guarantee broke or a script's wait was in vain, 2 wrong usage, 130 interrupted

  Examples
    $ durable-tui
    $ durable-tui --tour
    $ durable-tui mutex --workers 8 --crash worker-C
    $ durable-tui session --idle 30s
    $ durable-tui mutex --pace 1 --json
    $ durable-tui order.ts --fn placeOrder --args '["order-17"]'
    $ durable-tui --record run.jsonl --record run.gif
    $ durable-tui replay run.jsonl --speed 4
`;

const string = {type: 'string'} as const;
const flags = {
	workers: string,
	activities: string,
	idle: string,
	pace: string,
	crash: {type: 'string', isMultiple: true},
	processes: string,
	lease: string,
	fn: string,
	args: string,
	id: string,
	resolve: {type: 'string', isMultiple: true},
	record: {type: 'string', isMultiple: true},
	script: string,
	size: string,
	theme: string,
	fps: string,
	fontSize: string,
	castVersion: string,
	speed: string,
	step: {type: 'boolean'},
	tour: {type: 'boolean'},
	plain: {type: 'boolean'},
	json: {type: 'boolean'},
	ascii: {type: 'boolean'},
} as const;

/**
 * Understands the command line, does what it says, and sets the exit code: the only place that does.
 *
 * @param argv The arguments after the program's name.
 */
export async function main(argv: readonly string[]): Promise<void> {
	try {
		process.exitCode = await run(argv);
	} catch (error) {
		// One line: a stack trace is of no use to who runs this, unless they ask for it.
		const message = plainText(error instanceof Error ? error.message : String(error));
		console.error(process.env.DURABLE_TUI_DEBUG && error instanceof Error ? error.stack : message);
		process.exitCode = error instanceof UsageError ? 2 : 1;
	}
}

async function run(argv: readonly string[]): Promise<number> {
	const {own, program} = splitProgram(argv);
	checkArguments(own, flags);
	const parsed = meow(help, {importMeta: import.meta, argv: withAttachedDash(own), flags, description: false});
	const hasTerminal = process.stdout.isTTY && process.stdin.isTTY;
	const cli = {...parsed, flags: withTour(parsed.flags, program ? null : parsed.input, hasTerminal)};
	const replayed = !program && cli.input[0] === 'replay' ? readReplay(cli.input.slice(1), cli.flags) : undefined;
	const recording = await recordingOf(cli.flags, replayed?.file);
	const session = replayed ? await openReplay(replayed) : await openRun(program, cli);
	const look = {ascii: cli.flags.ascii ?? false, version: cli.pkg.version ?? ''};
	if (cli.flags.json) {
		const {json} = await import('./commands/json.js');
		return json(session, {...look, recording});
	}

	if (cli.flags.plain || !hasTerminal) {
		const {plain} = await import('./commands/plain.js');
		return plain(session, {...look, recording});
	}

	const {screen} = await import('./commands/screen.js');
	return screen(session, {...look, ground: recording.theme, tour: cli.flags.tour}, recording);
}

type Cli = {readonly input: readonly string[]; readonly flags: ReplayFlags};

async function openRun(program: readonly string[] | undefined, {input, flags}: Cli): Promise<Session> {
	refuseReplayFlags(flags);
	const options = program ? readProgram(program, flags) : await readOptions(input, flags);
	const {liveSession} = await import('./commands/live-session.js');
	return liveSession(options);
}

async function openReplay(options: ReplayOptions): Promise<Session> {
	const {openJournal} = await import('./commands/open-journal.js');
	const session = await openJournal(options);
	if (session.notice !== undefined) {
		process.stderr.write(`${session.notice}\n`);
	}

	return session;
}

/** Most runs are not recorded: then nothing of that is loaded. */
async function recordingOf(flags: RecordingFlags, source: string | undefined): Promise<RecordingOptions> {
	const {record, script, size, theme, fps, fontSize, castVersion} = flags;
	if ([record?.[0], script, size, theme, fps, fontSize, castVersion].every(flag => flag === undefined)) {
		return {files: []};
	}

	const {readRecording} = await import('./usage/recording-options.js');
	return readRecording(flags, source);
}

/** meow takes a lone dash for an argument, where it is a value: `--script -`. */
function withAttachedDash(argv: readonly string[]): readonly string[] {
	return argv.flatMap((argument, index) => {
		if (argument === '-' && argv[index - 1] === '--script') {
			return [];
		}

		return argument === '--script' && argv[index + 1] === '-' ? ['--script=-'] : [argument];
	});
}

/** What comes after `exec` is the program's own, its options too. */
function splitProgram(argv: readonly string[]): {own: readonly string[]; program?: readonly string[]} {
	for (let index = 0; index < argv.length; index++) {
		const argument = argv[index] ?? '';
		const name = optionName(argument.replace(/^--/, ''));
		if (!argument.startsWith('-')) {
			return argument === 'exec' ? {own: argv.slice(0, index), program: argv.slice(index + 1)} : {own: argv};
		}

		const takesValue = Object.hasOwn(flags, name) && flags[name as keyof typeof flags].type === 'string';
		index += takesValue ? 1 : 0;
	}

	return {own: argv};
}
