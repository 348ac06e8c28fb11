import type {Command, CommandResult} from '../command.js';
import type {Engine} from './engine.js';
import type {Worker} from './worker.js';

const places = {before: 'before the effect', 'after-effect': 'after the effect', 'after-record': 'after the record'};

/** Carries out one command. An impossible one changes nothing and says why. */
export async function carryOut(engine: Engine, command: Command): Promise<CommandResult> {
	switch (command.type) {
		case 'throw': {
			const workers = engine.group.executing(command.step);
			if (workers.length === 0) {
				return no('that step is not running now');
			}

			for (const worker of workers) {
				worker.send({type: 'throw', step: command.step});
			}

			return yes('the running step throws');
		}

		case 'kill': {
			return withProcess(engine, command.process, worker => {
				if (worker.killed) {
					return no(`${worker.name} got its SIGKILL already`);
				}

				engine.strikes.strikeNow('kill', worker);
				return yes(`SIGKILL to ${worker.name} (pid ${worker.pid})`);
			});
		}

		case 'freeze': {
			return withProcess(engine, command.process, worker => {
				if (process.platform === 'win32') {
					return no('Windows cannot freeze a process; cut its link instead');
				}

				if (worker.frozen) {
					return no(`${worker.name} is frozen already`);
				}

				engine.strikes.strikeNow('freeze', worker);
				return yes(`SIGSTOP to ${worker.name}; its lease runs on`);
			});
		}

		case 'thaw': {
			return withProcess(engine, command.process, worker => {
				if (!worker.frozen) {
					return no(`${worker.name} is not frozen`);
				}

				engine.strikes.relieve('freeze', worker);
				return yes(`SIGCONT to ${worker.name}`);
			});
		}

		case 'cut': {
			return withProcess(engine, command.process, worker => {
				if (worker.cut) {
					return no(`${worker.name} is cut off already`);
				}

				engine.strikes.strikeNow('cut', worker);
				return yes(`the link of ${worker.name} is cut; its lease runs on`);
			});
		}

		case 'heal': {
			return withProcess(engine, command.process, worker => {
				if (!worker.cut) {
					return no(`the link of ${worker.name} is not cut`);
				}

				engine.strikes.relieve('cut', worker);
				return yes(`the link of ${worker.name} is healed; what was late arrives`);
			});
		}

		case 'arm': {
			const {run, fault, target, placement} = command;
			if (fault === 'throw' && placement === 'after-record') {
				return no('a step cannot throw after its record; its function has long returned');
			}

			engine.strikes.arm({run, fault, target, placement});
			return yes(`armed: ${fault} ${places[placement]} of ${target}`);
		}

		case 'disarm': {
			return engine.strikes.disarm(command.id) ? yes('disarmed') : no('that fault does not wait any more');
		}

		case 'shorten': {
			return shorten(engine, command.run, command.how);
		}

		case 'resolve': {
			if (!engine.store.tap.promises.has(command.step)) {
				return no('no promise waits there to be settled');
			}

			await engine.store.settle(command.step, 'resolved', command.value);
			return yes(`settled with ${JSON.stringify(command.value ?? null).slice(0, 40)}`);
		}

		case 'join': {
			const run = engine.runs.get(command.run);
			return run ? yes(`${engine.runs.join(run)} starts the same id`) : no('no such run');
		}

		case 'restart': {
			return restart(engine, command.run);
		}

		case 'pace': {
			if (!(command.pace > 0)) {
				return no('the pace must be above 0');
			}

			engine.log.append(null, {type: 'pace.changed', pace: command.pace});
			engine.group.setPace(command.pace);
			return yes(`waits inside steps take ${command.pace}× as long`);
		}

		default: {
			return no('unknown command');
		}
	}
}

async function shorten(engine: Engine, run: string, how: 'halve' | 'now'): Promise<CommandResult> {
	const now = Date.now();
	for (const id of engine.store.tap.sleeps.keys()) {
		const deadline = engine.store.deadlineOf(id);
		if (id.startsWith(`${run}:`) && deadline !== undefined) {
			const earlier = how === 'now' ? now : now + Math.max(0, Math.round((deadline - now) / 2));
			engine.log.append(run, {type: 'sleep.shortened', step: id, deadline: earlier});
			engine.store.shorten(id, earlier);
			return yes(how === 'now' ? 'woken now' : `wakes in ${((earlier - now) / 1000).toFixed(1)} s`);
		}
	}

	return no('no durable sleep is pending');
}

async function restart(engine: Engine, id: string): Promise<CommandResult> {
	if (engine.isProgram) {
		return (await engine.restartProgram())
			? yes('the program starts afresh, on an empty store')
			: no('the program is being started already');
	}

	const run = engine.runs.get(id);
	if (!run) {
		return no('no such run');
	}

	// A key that is pressed twice at once must not start two runs of which only the newer is seen.
	if (run.restarted) {
		return no('a fresh run is on its way already');
	}

	run.restarted = true;
	const ended = engine.log.events.some(event => event.type === 'run.settled' && event.run === id);
	if (!ended) {
		await engine.store.settle(id, 'rejected_canceled');
		engine.group.cancel(id);
	}

	engine.begin(run.scenario);
	return yes(ended ? 'a fresh run' : 'canceled; a fresh run');
}

function withProcess(engine: Engine, name: string, act: (worker: Worker) => CommandResult): CommandResult {
	const worker = engine.group.get(name);
	return worker ? act(worker) : no(`${name} is gone`);
}

function yes(message: string): CommandResult {
	return {done: true, message};
}

function no(message: string): CommandResult {
	return {done: false, message};
}
