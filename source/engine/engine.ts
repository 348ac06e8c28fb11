import {fileURLToPath} from 'node:url';
import type {Message} from '@resonatehq/sdk';
import {builtUrl} from '../built.js';
import type {Command, CommandResult} from '../command.js';
import type {Json} from '../events.js';
import type {Arm} from '../instrument/faults.js';
import type {Scenario} from '../scenarios/show.js';
import {carryOut} from './carry-out.js';
import type {EngineOptions} from './engine-options.js';
import {Group} from './group.js';
import {EventLog} from './log.js';
import {openRuns} from './open-runs.js';
import type {AttachOptions, ProcessOptions} from './protocol.js';
import {Runs} from './runs.js';
import {Store} from './store.js';
import {Strikes} from './strikes.js';
import {giveUpStuckRuns} from './stuck.js';
import {type Launch, typescriptArguments} from './worker.js';

export type {EngineOptions, Program} from './engine-options.js';

/** Everything that happens for real: store, processes, runs and faults, and the log they all write to. */
export class Engine {
	readonly log: EventLog;
	readonly store: Store;
	readonly group: Group;
	readonly runs: Runs;
	readonly strikes: Strikes;
	readonly #options: EngineOptions;
	#restarting = false;
	#fail: (error: Error) => void = () => {};
	#end: (code: number | null) => void = () => {};

	/** Resolves when all there is to do is done: each caller has its answer, or the program has ended. True when it went well. */
	readonly done: Promise<boolean>;

	/** Rejects when the processes cannot work at all; never resolves. */
	readonly failed = new Promise<never>((_resolve, reject) => {
		this.#fail = reject;
	});

	constructor(options: EngineOptions, log = new EventLog(Date.now)) {
		this.#options = options;
		this.log = log;
		this.failed.catch(() => {});
		this.done = new Promise(resolve => {
			this.#end = code => resolve(code === 0);
			let answers = 0;
			this.log.subscribe(event => {
				answers += event.type === 'caller.answered' ? 1 : 0;
				if (!options.program && answers === options.scenarios.length) {
					resolve(true);
				}
			});
		});
		this.store = new Store({
			report: (run, body) => this.log.append(run, body),
			now: Date.now,
			deliver: message => this.group.deliver(message),
			answer: (listener, message) => this.#answer(listener, message),
		});
		this.group = new Group(this.store, {
			log: this.log,
			launch: name => this.#launch(name),
			size: options.program ? 1 : options.processes,
			isMortal: options.program !== undefined,
			ended: code => this.#end(code),
			struck: (arm: Arm, worker) => this.strikes.strike(arm, worker),
			failed: reason => this.#fail(new Error(reason)),
		});
		this.runs = new Runs(this.store, this.log, Date.now);
		this.strikes = new Strikes(this.log, this.group);
		giveUpStuckRuns(this.log, this.store);
		this.#settlePromises([...(options.resolve ?? [])]);
	}

	/** Starts the processes and the runs. */
	start(): void {
		process.once('exit', this.#killAll);
		this.log.append(null, {type: 'pace.changed', pace: this.#options.pace});
		this.group.setPace(this.#options.pace);
		this.group.start();
		for (const scenario of this.#options.scenarios) {
			this.begin(scenario);
		}
	}

	/** Starts a run of a scenario, with the faults that were asked for from the start. */
	begin(scenario: Scenario): void {
		const run = this.runs.start(scenario);
		const lanes = scenario.describe(scenario.args(run.id)).lanes ?? [];
		for (const target of this.#options.crash ?? []) {
			// A workflow of the user's need not say which steps to expect.
			if (lanes.length === 0 || lanes.includes(target)) {
				this.strikes.arm({run: run.id, fault: 'throw', target, placement: 'after-effect'});
			}
		}
	}

	/** Whether a program of the user's runs here, which starts its own runs. */
	get isProgram(): boolean {
		return this.#options.program !== undefined;
	}

	/**
	 * Ends the program, cancels what it left over, and starts it again on an empty store: it may ask for the same ids, and is
	 * to begin from the beginning all the same. False when that is under way already.
	 */
	async restartProgram(): Promise<boolean> {
		if (this.#restarting) {
			return false;
		}

		this.#restarting = true;
		await this.group.restart(async () => {
			for (const run of openRuns(this.log.events)) {
				await this.store.settle(run, 'rejected_canceled');
				this.group.cancel(run);
			}

			this.store.clear();
		});
		this.#restarting = false;
		return true;
	}

	/** Carries out a command; what really happens comes as events. */
	dispatch(command: Command): Promise<CommandResult> {
		return carryOut(this, command);
	}

	/** Ends everything; resolves when no process is left. */
	async stop(): Promise<void> {
		this.store.stop();
		await Promise.all([this.group.stop(), this.runs.stop()]);
		process.removeListener('exit', this.#killAll);
	}

	#settlePromises(values: Json[]): void {
		this.log.subscribe(event => {
			if (event.type === 'step.created' && event.kind === 'promise' && values.length > 0) {
				const {run, step} = event;
				void this.dispatch({type: 'resolve', run: run ?? '', step, value: values.shift()});
			}
		});
	}

	#answer(listener: string, message: Message): void {
		const worker = this.group.get(listener);
		if (worker) {
			worker.send({type: 'message', message});
		} else {
			this.runs.deliver(listener, message);
		}
	}

	#launch(name: string): Launch {
		const {scenarios, lease, program} = this.#options;
		if (program) {
			const attached: AttachOptions = {name, lease: program.hasLease ? lease : undefined};
			return {
				entry: program.file,
				args: program.args,
				nodeArgs: [...typescriptArguments(), '--import', builtUrl('attach.js').href],
				env: {DURABLE_TUI_PROCESS: JSON.stringify(attached)},
			};
		}

		const modules = [...new Set(scenarios.map(({module}) => module))];
		const isOurs = modules.every(module => module.startsWith(builtUrl('scenarios/').href));
		const options: ProcessOptions = {name, modules, lease, kind: scenarios[0]?.kind, foreign: !isOurs};
		return {
			entry: fileURLToPath(builtUrl('process.js')),
			args: [JSON.stringify(options)],
			nodeArgs: isOurs ? undefined : typescriptArguments(),
		};
	}

	readonly #killAll = (): void => this.group.killAll();
}
