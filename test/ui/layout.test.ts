import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Content, type Layout, layout} from '../../source/ui/layout.js';

const mutex = {lanes: 5, label: 8, states: false, sleep: false};
const session = {lanes: 10, label: 16, states: true, sleep: true};
const content = (more: Partial<Content> = {}): Content => ({
	workflows: [mutex, session],
	focus: 0,
	processes: {live: 2, dead: 1},
	guarantees: 6,
	code: true,
	banner: 0,
	output: false,
	overlay: 0,
	...more,
});

/** Rows that a layout takes, by the rules that its type states. */
function rowsOf(place: Layout): number {
	const workflows = place.workflows.reduce(
		(sum, {states, sleep, axis, lanes, gap}) => sum + 1 + states + sleep + axis + lanes + gap,
		0,
	);
	const pair = place.beside ? Math.max(place.code, place.guarantees) : place.code + place.guarantees;
	const hasRule = place.beside ? place.code > 1 || place.guarantees > 1 : false;
	const between = place.beside ? Number(hasRule) : Number(place.code > 1) + Number(place.guarantees > 1);
	const rules = Number(place.processes > 1) + between + Number(place.output > 0) + Number(place.log > 2);
	const parts = pair + place.output + place.log + place.overlay + place.banner;
	return 3 + workflows + place.processes + parts + place.gaps * rules;
}

const anyContent: fc.Arbitrary<Content> = fc
	.record({
		workflows: fc.array(
			fc.record({
				lanes: fc.oneof(fc.integer({min: 1, max: 12}), fc.constantFrom(100, 1000)),
				label: fc.integer({min: 0, max: 60}),
				states: fc.boolean(),
				sleep: fc.boolean(),
			}),
			{minLength: 1, maxLength: 3},
		),
		live: fc.integer({min: 0, max: 9}),
		dead: fc.integer({min: 0, max: 30}),
		guarantees: fc.integer({min: 0, max: 9}),
		code: fc.boolean(),
		banner: fc.constantFrom(0, 0, 3, 4),
		output: fc.boolean(),
		overlay: fc.constantFrom(0, 0, 9, 16),
		focus: fc.nat(),
	})
	.map(({live, dead, focus, ...rest}) => ({
		...rest,
		processes: {live, dead},
		focus: focus % rest.workflows.length,
	}));

describe('layout', () => {
	test('uses every row of the terminal but one, and every column, at any size', () => {
		fc.assert(
			fc.property(
				fc.integer({min: 60, max: 250}),
				fc.integer({min: 16, max: 80}),
				anyContent,
				(columns, rows, what) => {
					const place = layout(columns, rows, what);
					expect(place).not.toBeNull();
					if (place) {
						expect(rowsOf(place)).toBe(rows - 1);
						expect(2 + place.columns.label + 2 + place.columns.cells + 2 + place.columns.verdict + 1).toBe(columns);
						expect(place.columns.cells).toBeGreaterThanOrEqual(20);
						expect(place.workflows.some(({index}) => index === what.focus)).toBe(true);
						for (const {lanes} of place.workflows) {
							expect(lanes).toBeGreaterThanOrEqual(1);
						}
					}
				},
			),
		);
	});

	test('is nothing below 60 × 16', () => {
		expect(layout(59, 40, content())).toBeNull();
		expect(layout(200, 15, content())).toBeNull();
		expect(layout(60, 16, content())).not.toBeNull();
	});

	test('at 160 × 50 both workflows stand one under the other, with every lane', () => {
		const place = layout(160, 50, content());
		expect(place?.workflows.map(({index, lanes}) => [index, lanes])).toEqual([
			[0, 5],
			[1, 10],
		]);
		expect(place?.code).toBeGreaterThan(5);
	});

	test('at 80 × 24 the focused one alone keeps all its lanes, and every other part a row at least', () => {
		const place = layout(80, 24, content({focus: 1}));
		expect(place?.workflows).toMatchObject([{index: 1, lanes: 10, states: 1, sleep: 1, axis: 1}]);
		expect(place?.processes).toBeGreaterThanOrEqual(1);
		expect(place?.guarantees).toBeGreaterThanOrEqual(1);
		expect(place?.log).toBeGreaterThanOrEqual(2);
	});

	test('code and guarantees stand side by side from 100 columns on', () => {
		expect(layout(100, 30, content())).toMatchObject({beside: true});
		expect(layout(99, 30, content())).toMatchObject({beside: false});
	});

	test('a thousand lanes take no more rows than there are', () => {
		const place = layout(100, 30, content({workflows: [{...mutex, lanes: 1000}]}));
		expect(place?.workflows[0]?.lanes).toBeLessThan(27);
		expect(place?.workflows[0]?.lanes).toBeGreaterThan(5);
	});

	test('an open overlay takes the place of everything below the workflows', () => {
		const place = layout(80, 24, content({overlay: 16}));
		expect(place).toMatchObject({processes: 0, code: 0, guarantees: 0, log: 0});
		expect(place?.overlay).toBeGreaterThanOrEqual(12);
	});
});
