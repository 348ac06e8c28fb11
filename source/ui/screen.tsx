import {render} from 'ink';
import {App} from './app.js';
import type {AppProps} from './source.js';
import {frameTime} from './use-moment.js';

/** How the screen ended: by `q`, by ctrl-c, or by a signal. */
export type ScreenEnd = 'quit' | 'interrupt' | 'SIGTERM' | 'SIGHUP' | 'SIGINT';

export type ScreenStreams = {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	/** Ends the screen when it is aborted. */
	readonly signal?: AbortSignal;
};

const signals = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;

/** The terminal is cleared from the top: what it did with the old frame when its size changed is its own affair. */
const homeAndErase = '\u001B[H\u001B[J';

/** Shows the screen until the user quits or a signal asks for it; the terminal is then as it was before. */
export async function runScreen(props: AppProps, {stdin, stdout, signal: aborted}: ScreenStreams): Promise<ScreenEnd> {
	let end: ScreenEnd = 'quit';
	const instance = render(
		<App
			{...props}
			onQuit={how => {
				end = how;
				instance.unmount();
			}}
		/>,
		{
			stdin,
			stdout,
			alternateScreen: true,
			incrementalRendering: true,
			interactive: true,
			exitOnCtrlC: false,
			patchConsole: true,
			// More than twice the rate at which the screen changes, or frames would be dropped.
			maxFps: Math.max(30, 3000 / (props.frameTime ?? frameTime)),
		},
	);
	const listeners = signals.map(signal => {
		const stop = () => {
			end = signal;
			instance.unmount();
		};
		process.on(signal, stop);
		return () => process.off(signal, stop);
	});
	aborted?.addEventListener('abort', () => instance.unmount());
	if (aborted?.aborted) {
		instance.unmount();
	}

	const onResize = () => {
		instance.clear();
		stdout.write(homeAndErase);
	};
	// Before Ink's own listener, so that its next frame is drawn whole onto an empty screen.
	stdout.prependListener('resize', onResize);
	// A terminal that is gone answers writes with an error; it must not keep the processes from being stopped.
	stdout.on('error', () => {
		end = 'SIGHUP';
		instance.unmount();
	});
	try {
		await instance.waitUntilExit();
		return end;
	} finally {
		stdout.off('resize', onResize);
		for (const off of listeners) {
			off();
		}
	}
}
