import {Box, Text, useInput, usePaste, useWindowSize} from 'ink';
import {memo, type ReactNode, useMemo, useReducer, useRef, useSyncExternalStore} from 'react';
import type {Command, CommandResult} from '../command.js';
import {judge} from '../model/judge.js';
import type {Model, Run} from '../model/model.js';
import {press as meaningOf} from './act.js';
import {pasteInPrompt} from './act-prompt.js';
import {frame} from './frame.js';
import {type KeyName, keysOf} from './keys.js';
import {createPast} from './past.js';
import {endOf, followed, type Outcome, runIn, type Situation, workflowsOf} from './situation.js';
import type {AppProps} from './source.js';
import {colorsOf, createTheme, groundOf} from './theme.js';
import {useMoment} from './use-moment.js';
import {useStatus} from './use-status.js';
import {useTour} from './use-tour.js';
import {initialView, reduceView, type ViewAction} from './view-state.js';

export type RootProps = AppProps & {
	/** Called once when the user wants to leave. */
	readonly onQuit: (how: 'quit' | 'interrupt') => void;
};

/** The root: what happens between a key and a frame. All that is drawn comes from `frame`, all decisions from `act`. */
export function App(props: RootProps): ReactNode {
	const {source, dispatch, live, ascii, program, onQuit} = props;
	// Which workflows a program starts is known when it does.
	const workflows = workflowsOf(props.workflows, source.model(), program);
	const {columns, rows} = useWindowSize();
	const platform = props.platform ?? process.platform;
	const theme = useMemo(
		() =>
			createTheme({
				ascii,
				colors: props.colors ?? colorsOf(process.env),
				ground: props.ground ?? groundOf(process.env),
			}),
		[ascii, props.colors, props.ground],
	);
	const readSource = useMemo(() => remembered(props.readSource), [props.readSource]);
	const past = useMemo(() => createPast(source), [source]);
	const [chosen, change] = useReducer(reduceView, {
		...initialView,
		cursor: props.player?.stopped ? past.momentOf(1) : null,
		overlay: props.tour ? {kind: 'tour', chosen: 0} : null,
		status: props.notice === undefined ? null : {text: props.notice, kind: 'refusal', at: props.now()},
	});
	const view = followed(chosen, source.model(), workflows, program);
	const viewNow = useRef(chosen);
	const isMoving = (model: Model) =>
		(live || model.seq < source.events().length) &&
		!endOf(program, model) &&
		workflows.some(name => runIn(viewNow.current, model, name)?.state === 'running');
	const moment = useMoment(source, props.now, view.cursor !== null, isMoving, props.frameTime);
	const caption = useSyncExternalStore(props.captions?.subscribe ?? never, props.captions?.current ?? none);
	const say = useStatus(view.status, props.now, change);

	const shown = view.cursor === null ? moment.model : past.modelAt(view.cursor.seq);
	// A journal ends with its last event, whenever it is looked at.
	const now = view.cursor?.at ?? (live || props.player ? moment.now : moment.model.at);

	const see = (action: ViewAction) => {
		// Keys that come in one chunk must see what the one before them did.
		const before = viewNow.current.cursor;
		viewNow.current = reduceView(viewNow.current, action);
		change(action);
		if (before === null && viewNow.current.cursor !== null) {
			props.player?.pause();
		} else if (before !== null && viewNow.current.cursor === null) {
			props.player?.play(before.seq);
		}
	};

	const order = async (command: Command): Promise<CommandResult> => {
		const answer = await Promise.resolve(dispatch(command)).catch((error: unknown) => ({
			done: false,
			message: error instanceof Error ? error.message : String(error),
		}));
		say(answer.message, answer.done ? 'answer' : 'refusal');
		return answer;
	};

	const {guide, tour} = useTour(source, order);

	const perform = (outcome: Outcome) => {
		if ('quit' in outcome) {
			onQuit('quit');
		} else if ('reason' in outcome) {
			say(outcome.reason, 'refusal');
		} else if ('view' in outcome) {
			see(outcome.view);
		} else {
			if (outcome.meanwhile) {
				see(outcome.meanwhile);
			}

			if ('tour' in outcome) {
				guide.act(outcome.tour);
			} else {
				void order(outcome.command);
			}
		}
	};

	const press = (key: KeyName) => {
		if (key === 'ctrl-c') {
			onQuit('interrupt');
			return;
		}

		const model = source.model();
		const names = workflowsOf(props.workflows, model, program);
		const current = followed(viewNow.current, model, names, program);
		const seen = current.cursor === null ? model : past.modelAt(current.cursor.seq);
		const run = runIn(current, seen, names[current.focus] ?? '');
		const situation: Situation = {
			...{view: current, model, shown: seen, workflows: names, program, live, platform},
			newest: source.events().length,
			now: live || props.player ? props.now() : model.at,
			tour: guide.current(),
			guarantees: run ? judge(run, seen) : [],
			momentOf: past.momentOf,
		};
		const outcome = meaningOf(key, situation);
		if (outcome) {
			perform(outcome);
		}
	};

	viewNow.current = chosen;
	useInput((input, key) => {
		for (const name of keysOf(input, key)) {
			press(name);
		}
	});
	usePaste(text => {
		const {overlay} = viewNow.current;
		if (overlay?.kind === 'prompt') {
			perform(pasteInPrompt(text, overlay));
		} else {
			say('pasted text is ignored: each letter would be a key', 'refusal');
		}
	});

	const lines = frame({
		...{columns, rows, view, now, workflows, program, live, platform},
		judge: (run, model) => judge(run, asOf(model, run, now)),
		model: shown,
		newest: source.events().length,
		caption,
		tour,
		store: props.store,
		readSource,
		entries: count => past.chronicle.upTo(view.cursor?.seq ?? moment.model.seq, count),
		printed: count => past.printed.upTo(view.cursor?.seq ?? moment.model.seq, count),
	});
	return (
		<Box flexDirection="column" height={Math.max(1, rows - 1)} width={columns}>
			{lines.map((line, index) => (
				<Row key={index} text={theme.paint(line)} />
			))}
		</Box>
	);
}

const never = () => () => {};
const none = () => '';

/** A file is read once: what runs is what was read when it started. */
function remembered(read: AppProps['readSource']): AppProps['readSource'] {
	if (read === undefined) {
		return undefined;
	}

	const known = new Map<string, readonly string[] | null>();
	return file => {
		const lines = known.has(file) ? (known.get(file) ?? null) : read(file);
		known.set(file, lines);
		return lines;
	};
}

/** Only an overlap that goes on is measured up to now; for all else the model as it is can be judged once and remembered. */
function asOf(model: Model, run: Run, now: number): Model {
	return run.overlap !== null && run.overlap.until === null ? {...model, at: Math.max(model.at, now)} : model;
}

/** One row of the screen; drawn again only when it changes. */
const Row = memo(function Row({text}: {readonly text: string}) {
	return <Text wrap="truncate">{text === '' ? ' ' : text}</Text>;
});
