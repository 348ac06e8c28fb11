import type {Content} from './layout.js';

/** `exact`: all or nothing. Otherwise as much as is left, if that is at least `least`. */
export type Wish = {readonly part: string; readonly rows: number; readonly exact?: boolean; readonly least?: number};

/** What the parts of the usual screen want, the most important wishes first. */
export function wishes(content: Content, shown: readonly number[], beside: boolean): Wish[] {
	const {live, dead} = content.processes;
	const all = content.guarantees + 1;
	const lanes = (most: number) => shown.map(index => lanesWish(content, index, most));
	const output = (rows: number) => (content.output ? [{part: 'output', rows, least: 3}] : []);
	return [
		...lanes(3),
		{part: 'log', rows: 2},
		{part: 'guarantees', rows: 1},
		{part: 'processes', rows: 1},
		...extras(content, shown),
		...output(4),
		...lanes(5),
		{part: 'log', rows: 3},
		...lanes(10),
		...(content.code ? [{part: 'code', rows: 1}] : []),
		{part: 'processes', rows: live + 1, exact: true},
		...(content.code ? [{part: 'code', rows: 4, exact: true}] : []),
		...(beside ? [{part: 'guarantees', rows: Math.min(all, 5), exact: true}] : []),
		{part: 'processes', rows: live + 1 + Math.min(dead, 1), exact: true},
		{part: 'log', rows: 5},
		...output(6),
		...lanes(20),
		{part: 'guarantees', rows: all, exact: true},
		...(content.code ? [{part: 'code', rows: 7, least: 4}] : []),
		{part: 'log', rows: 7},
		{part: 'processes', rows: live + 1 + Math.min(dead, 2)},
		{part: 'gaps', rows: 1, exact: true},
		...shown.slice(1).map(index => ({part: `gap ${index}`, rows: 1})),
		...shown.slice(0, 1).map(index => ({part: `gap ${index}`, rows: 1})),
		...(content.code ? [{part: 'code', rows: 12, least: 4}] : []),
		{part: 'processes', rows: live + 1 + Math.min(dead, 4)},
		...lanes(1000),
		...output(9),
		{part: 'log', rows: 12},
		...(content.code ? [{part: 'code', rows: 20, least: 4}] : []),
	];
}

/** The same while an inspector, a chooser or the guarantees are open. */
export function overlayWishes(content: Content, shown: readonly number[]): Wish[] {
	return [
		...shown.map(index => lanesWish(content, index, 3)),
		{part: 'overlay', rows: Math.min(content.overlay, 7)},
		...extras(content, shown),
		...shown.map(index => lanesWish(content, index, 5)),
		{part: 'overlay', rows: Math.min(content.overlay, 12)},
		...shown.map(index => lanesWish(content, index, 12)),
		{part: 'log', rows: 4, exact: true},
		{part: 'overlay', rows: content.overlay},
	];
}

function extras(content: Content, shown: readonly number[]): Wish[] {
	return shown.flatMap(index => [
		{part: `states ${index}`, rows: content.workflows[index]?.states ? 1 : 0},
		{part: `sleep ${index}`, rows: content.workflows[index]?.sleep ? 1 : 0},
		{part: `axis ${index}`, rows: 1},
	]);
}

function lanesWish(content: Content, index: number, most: number): Wish {
	return {part: `lanes ${index}`, rows: Math.min(content.workflows[index]?.lanes ?? 0, most)};
}
