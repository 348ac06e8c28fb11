import type {Guarantee} from '../../model/guarantee.js';
import type {Model, Run} from '../../model/model.js';
import {fill, type Line} from '../text/line.js';
import type {TourState} from '../tour/tour-state.js';
import type {Overlay, View} from '../view-state.js';
import {chooser} from './chooser.js';
import {guaranteesView} from './guarantees-view.js';
import {help} from './help.js';
import {inspector} from './inspector.js';
import {prompt} from './prompt.js';
import {tourList} from './tour-list.js';

export type OverlayProps = {
	readonly overlay: Overlay;
	readonly view: View;
	readonly run: Run | null;
	readonly model: Model;
	readonly now: number;
	readonly workflows: readonly string[];
	readonly platform: string;
	readonly tour: TourState;
	readonly judge: (run: Run, model: Model) => readonly Guarantee[];
	readonly columns: number;
	/** Rows to fill. */
	readonly rows: number;
};

/** Rows that an overlay would like to have. */
export function overlayRows({kind}: Overlay): number {
	return kind === 'chooser' ? 9 : kind === 'prompt' ? 6 : 16;
}

/** What covers the lower part of the screen, filled to its last row. */
export function overlayLines(props: OverlayProps): Line[] {
	const {columns: width, rows} = props;
	const lines = linesOf(props).slice(0, Math.max(0, rows));
	return [...lines, ...Array.from({length: Math.max(0, rows - lines.length)}, () => fill([], width))];
}

function linesOf(props: OverlayProps): Line[] {
	const {overlay} = props;
	switch (overlay.kind) {
		case 'help':
			return help({...props, width: props.columns, scroll: overlay.scroll});
		case 'inspector':
			return inspector({...props, width: props.columns, scroll: overlay.scroll});
		case 'guarantees':
			return guaranteesView({...props, width: props.columns, ...overlay});
		case 'chooser':
			return chooser({...props, width: props.columns, ...overlay});
		case 'tour':
			return tourList({...props, width: props.columns, chosen: overlay.chosen});
		case 'prompt':
			return prompt({...props, width: props.columns, ...overlay});
	}
}
