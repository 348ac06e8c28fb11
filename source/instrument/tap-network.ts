import type {Network, Request, Response} from '@resonatehq/sdk';
import type {CallInfo} from './call.js';
import type {Tap} from './tap.js';

/**
 * A network that does what the given one does, with a tap on it.
 *
 * @param sender Who sends, in the tap's events.
 * @param takeInfo What is known of the promise that a request creates.
 */
export function tapNetwork(
	network: Network,
	tap: Tap,
	sender: string,
	takeInfo: (request: Request) => CallInfo | undefined = () => undefined,
): Network {
	return {
		unicast: network.unicast,
		anycast: network.anycast,
		match: target => network.match(target),
		init: () => network.init(),
		stop: () => network.stop(),
		recv: callback => network.recv(callback),
		send: async request => {
			const info = takeInfo(request);
			const response = await network.send(request);
			tap.observe(sender, request as Request, response as Response, info);
			return response;
		},
	};
}
