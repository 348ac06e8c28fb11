import type {VirtualTerminal} from './virtual-terminal.js';

/** The end of a frame: of what a terminal draws at once. */
const frameEnd = '\u001B[?2026l';
/** A frame that has not come by then, in ms, does not come: it would have been the same. */
const frameLimit = 25;
/** How long it is quiet when it is quiet, and how long that is waited for, in ms. */
const [silence, silenceLimit] = [250, 2000];

/** Resolves when a whole frame has been drawn, or when there was nothing to draw. */
export function nextFrame(terminal: VirtualTerminal): Promise<void> {
	return new Promise(resolve => {
		const end = (): void => {
			clearTimeout(timer);
			unlisten();
			resolve();
		};

		const timer = setTimeout(end, frameLimit);
		const unlisten = terminal.listen({
			output(data) {
				if (data.includes(frameEnd)) {
					end();
				}
			},
			resize() {},
		});
	});
}

/** Resolves when nothing has been drawn for a quarter of a second, after two seconds at most. */
export function quiet(terminal: VirtualTerminal): Promise<void> {
	return new Promise(resolve => {
		const end = (): void => {
			clearTimeout(timer);
			clearTimeout(limit);
			unlisten();
			resolve();
		};

		const limit = setTimeout(end, silenceLimit);
		let timer = setTimeout(end, silence);
		const unlisten = terminal.listen({
			output() {
				clearTimeout(timer);
				timer = setTimeout(end, silence);
			},
			resize() {},
		});
	});
}
