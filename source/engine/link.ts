import type {Message, Network, Request, Response} from '@resonatehq/sdk';

/** The worker group that all processes belong to. */
export const group = 'default';

/** The address at which any process of a group may be reached. */
export function anycast(name = group): string {
	return `local://any@${name}`;
}

/** The SDK's network where the store is elsewhere: requests go there by `request`, its messages come by `deliver`. */
export class Link implements Network {
	readonly unicast: string;
	readonly anycast = anycast();
	readonly send: Network['send'];
	readonly #stopped: () => void;
	readonly #receivers: Array<(message: Message) => void> = [];

	/**
	 * @param name A name for the network's own address.
	 * @param stopped Called when the SDK stops it.
	 * @param request Carries a request out; the store answers each kind with its own kind of response.
	 */
	constructor(name: string, request: (request: Request) => Promise<Response>, stopped: () => void = () => {}) {
		this.#stopped = stopped;
		this.unicast = `local://uni@${group}/${name}`;
		this.send = async asked => (await request(asked)) as never;
	}

	match(target: string): string {
		return anycast(target);
	}

	async init(): Promise<void> {}

	async stop(): Promise<void> {
		this.#stopped();
	}

	recv(callback: (message: Message) => void): void {
		this.#receivers.push(callback);
	}

	/** Hands a message of the store to the SDK. */
	deliver(message: Message): void {
		for (const receive of this.#receivers) {
			receive(message);
		}
	}
}
