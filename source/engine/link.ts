import type {Message, Network, Request, Response} from '@resonatehq/sdk';
import type {CallInfo} from '../instrument/workflow.js';
import type {FromProcess, ToProcess} from './protocol.js';

/** The worker group that all processes belong to. */
export const group = 'default';

/** The address at which any process of the group may be reached. */
export const anycast = `local://any@${group}`;

/** The SDK's network in a process: its requests go to the store over IPC, and the store's messages come back that way. */
export class Link implements Network {
	readonly unicast: string;
	readonly anycast = anycast;
	readonly #send: (message: FromProcess) => void;
	readonly #takeInfo: (request: Request) => CallInfo | undefined;
	readonly #waiting = new Map<number, (response: Response) => void>();
	readonly #receivers: Array<(message: Message) => void> = [];
	#requests = 0;

	/**
	 * @param name The process's name.
	 * @param send Sends to the engine.
	 * @param takeInfo What is known of the promise that a request creates.
	 */
	constructor(
		name: string,
		send: (message: FromProcess) => void,
		takeInfo: (request: Request) => CallInfo | undefined,
	) {
		this.unicast = `local://uni@${group}/${name}`;
		this.#send = send;
		this.#takeInfo = takeInfo;
	}

	match(target: string): string {
		return `local://any@${target}`;
	}

	async init(): Promise<void> {}

	async stop(): Promise<void> {}

	readonly send: Network['send'] = request => {
		const id = ++this.#requests;
		const answer = new Promise<Response>(resolve => {
			this.#waiting.set(id, resolve);
		});
		this.#send({type: 'request', id, request, info: this.#takeInfo(request)});
		// The store answers each kind of request with its own kind of response.
		return answer as never;
	};

	recv(callback: (message: Message) => void): void {
		this.#receivers.push(callback);
	}

	/** Takes what came from the engine; false when it is not for the network. */
	accept(message: ToProcess): boolean {
		if (message.type === 'reply') {
			this.#waiting.get(message.id)?.(message.response);
			this.#waiting.delete(message.id);
			return true;
		}

		if (message.type === 'message') {
			for (const receive of this.#receivers) {
				receive(message.message);
			}

			return true;
		}

		return false;
	}
}
