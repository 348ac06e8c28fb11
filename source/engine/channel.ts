import type {FromProcess, ToProcess} from './protocol.js';

/**
 * A process's end of its link to the engine. It keeps the process alive only while somebody needs it: a program that never
 * uses the SDK, or has stopped its clients, ends as it would alone, and yet all that it told arrives.
 */
export class Channel {
	#needed = 0;
	readonly #waiting: FromProcess[] = [];

	/** Begins to listen. A lost link is the end of the process; a terminal's ctrl-C is the engine's business. */
	listen(accept: (message: ToProcess) => void): void {
		process.on('SIGINT', () => {});
		process.on('disconnect', () => process.exit());
		process.on('message', accept);
		process.channel?.unref();
	}

	/** Sends to the engine, now. Without a link there is nobody to tell, and the end of this process is near. */
	send(message: FromProcess): void {
		const [first, ...others] = this.#waiting.splice(0);
		this.#write(first ? {type: 'batch', messages: [first, ...others, message]} : message);
	}

	/** Sends to the engine together with the next message, or when the code that runs now has come to its end. */
	sendSoon(message: FromProcess): void {
		this.#waiting.push(message);
		if (this.#waiting.length === 1) {
			const goOn = this.need();
			setImmediate(() => {
				this.#flush();
				goOn();
			});
		}
	}

	#flush(): void {
		const messages = this.#waiting.splice(0);
		if (messages.length > 0) {
			this.#write({type: 'batch', messages});
		}
	}

	#write(message: FromProcess): void {
		if (process.connected) {
			process.send?.(message, undefined, undefined, this.need());
		}
	}

	/** Keeps the process alive until the returned function is called. */
	need(): () => void {
		let isNeeded = true;
		this.#needed++;
		process.channel?.ref();
		return () => {
			this.#needed -= isNeeded ? 1 : 0;
			isNeeded = false;
			if (this.#needed === 0) {
				process.channel?.unref();
			}
		};
	}
}
