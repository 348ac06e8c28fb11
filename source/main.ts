import meow from 'meow';
import {checkArguments} from './arguments.js';
import {plainText} from './model/plain-text.js';
import {readOptions, readProgram} from './options.js';
import {UsageError} from './usage-error.js';

const help = `
  Usage
    $ durable-tui [mutex | session | FILE]
    $ durable-tui [options] exec PROGRAM [ARG…]

  Runs Resonate workflows for real and shows, live, how they survive crashes.
  Without an argument, both: a distributed mutex and a durable session. With a file, the workflow that it exports.
  With exec, a program that uses the SDK on its own, unchanged; it is connected to the store of this tool.

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
    --plain              readable lines instead of the screen (also when stdout is no terminal)
    --json               the events themselves, one a line
    --ascii              no characters beyond ASCII
    --help, --version

  Exit codes
    0 all well, 1 a run failed or a guarantee broke, 2 wrong usage, 130 interrupted

  Examples
    $ durable-tui
    $ durable-tui mutex --workers 8 --crash worker-C
    $ durable-tui session --idle 30s
    $ durable-tui mutex --pace 1 --json
    $ durable-tui order.ts --fn placeOrder --args '["order-17"]'
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
	const cli = meow(help, {importMeta: import.meta, argv: own, flags, description: false});
	const options = program ? readProgram(program, cli.flags) : await readOptions(cli.input, cli.flags);
	if (cli.flags.json) {
		const {json} = await import('./commands/json.js');
		return json(options);
	}

	if (cli.flags.plain || !process.stdout.isTTY || !process.stdin.isTTY) {
		const {plain} = await import('./commands/plain.js');
		return plain(options, {ascii: cli.flags.ascii ?? false});
	}

	const {screen} = await import('./commands/screen.js');
	return screen(options, {ascii: cli.flags.ascii ?? false, version: cli.pkg.version ?? ''});
}

/** What comes after `exec` is the program's own, its options too. */
function splitProgram(argv: readonly string[]): {own: readonly string[]; program?: readonly string[]} {
	for (let index = 0; index < argv.length; index++) {
		const argument = argv[index] ?? '';
		const name = argument.replace(/^--/, '');
		if (!argument.startsWith('-')) {
			return argument === 'exec' ? {own: argv.slice(0, index), program: argv.slice(index + 1)} : {own: argv};
		}

		const takesValue = Object.hasOwn(flags, name) && flags[name as keyof typeof flags].type === 'string';
		index += takesValue ? 1 : 0;
	}

	return {own: argv};
}
