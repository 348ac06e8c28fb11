import type {Network, Request, Response} from '@resonatehq/sdk';
import type {Observation} from './observation.js';
import type {Tap} from './tap.js';

/**
 * A network that does what the given one does, with a tap on it.
 *
 * @param sender Who sends, in the tap's events.
 * @param book What is known of the calls that the requests are made for.
 */
export function tapNetwork(
	network: Network,
	tap: Tap,
	sender: string,
	book?: Pick<Observation, 'takeInfo' | 'learn'>,
): Network {
	return {
		unicast: network.unicast,
		anycast: network.anycast,
		match: target => network.match(target),
		init: () => network.init(),
		stop: () => network.stop(),
		recv: callback => network.recv(callback),
		send: async request => {
			const info = book?.takeInfo(request);
			const response = await network.send(request);
			tap.observe(sender, request as Request, response as Response, info);
			book?.learn(request, response as Response);
			return response;
		},
	};
}
