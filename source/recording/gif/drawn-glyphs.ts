import type {CellSize, Mask} from './font.js';
import {armsOf, dashesOf, type Weight} from './line-arms.js';

/**
 * Characters that must fill their cell to the pixel so that neighbours join: lines, blocks, shades and braille are drawn
 * here, because a font's own rarely meet.
 */

type Cell = Pick<CellSize, 'width' | 'height'>;

const ink = 15;

/** The mask of a drawn character, or undefined when the font must have it. */
export const drawnGlyph = (code: number, cell: Cell): Mask | undefined => {
	if (code >= 0x2500 && code <= 0x257f) return drawLine(code, cell);
	if (code >= 0x2580 && code <= 0x259f) return drawBlock(code, cell);
	if (code >= 0x2800 && code <= 0x28ff) return drawBraille(code - 0x2800, cell);
	return undefined;
};

const fill = (mask: Mask, {width, height}: Cell, x0: number, y0: number, x1: number, y1: number, alpha = ink) => {
	for (let y = Math.max(0, y0); y < Math.min(height, y1); y++) {
		mask.fill(alpha, y * width + Math.max(0, x0), y * width + Math.min(width, x1));
	}
};

const blank = ({width, height}: Cell): Mask => new Uint8Array(width * height);

/** Strokes of a line across a length of `size`, each from its first pixel to the one behind its last. */
type Stroke = readonly [number, number];

const lightOf = (cell: Cell) => Math.max(1, Math.round(cell.height / 20));

const strokes = (weight: Weight, size: number, light: number): Stroke[] => {
	const centred = (thickness: number): Stroke => {
		const start = Math.floor((size - thickness) / 2);
		return [start, start + thickness];
	};
	if (weight === 0) return [];
	if (weight === 1) return [centred(light)];
	if (weight === 2) return [centred(light === 1 ? 3 : light * 2)];
	const [start, end] = centred(light * 3);
	return [
		[start, start + light],
		[end - light, end],
	];
};

/**
 * Where a line coming from the far end stops at the lines that cross it: `near` and `far` are the crossing arms on this
 * line's own side and on the other, `across` all their strokes in order as this line meets them.
 */
const stop = (
	weight: Weight,
	near: Weight,
	far: Weight,
	opposite: Weight,
	across: readonly Stroke[],
	centre: number,
) => {
	const first = across[0];
	const last = across.at(-1);
	if (!first || !last) return centre;
	const double = near === 3 || far === 3;
	const inner = weight === 3 ? near === 3 : near === 3 && far === 3 && opposite === 0;
	return double && inner ? last[0] : first[0];
};

const drawLine = (code: number, cell: Cell): Mask => {
	const arms = armsOf(code);
	const dashes = dashesOf(code);
	if (dashes) return drawDashes(dashes.weight, dashes.count, dashes.vertical, cell);
	if (!arms) return code >= 0x2571 ? drawDiagonals(code, cell) : drawArc(code, cell);
	const mask = blank(cell);
	const light = lightOf(cell);
	arms.forEach((weight, side) => {
		const vertical = side % 2 === 1;
		const [along, acrossSize] = vertical ? [cell.height, cell.width] : [cell.width, cell.height];
		// Crossing arms, the one at the lower coordinate first.
		const low = arms[vertical ? 0 : 1];
		const high = arms[vertical ? 2 : 3];
		const opposite = arms[(side + 2) % 4] as Weight;
		const forward = side >= 2;
		const crossing = [...strokes(low, along, light), ...strokes(high, along, light)].sort((a, b) => a[0] - b[0]);
		// Seen from the left or from above, everything is mirrored.
		const met = forward ? crossing : crossing.map(([a, b]): Stroke => [along - b, along - a]).reverse();
		const middle = Math.floor(along / 2);
		strokes(weight, acrossSize, light).forEach(([from, to], index) => {
			const [near, far] = index === 0 ? [low, high] : [high, low];
			const inside = stop(weight, near, far, opposite, met, forward ? middle : along - middle);
			const [a, b] = forward ? [inside, along] : [0, along - inside];
			if (vertical) fill(mask, cell, from, a, to, b);
			else fill(mask, cell, a, from, b, to);
		});
	});
	return mask;
};

const drawDashes = (weight: Weight, count: number, vertical: boolean, cell: Cell): Mask => {
	const mask = blank(cell);
	const [along, across] = vertical ? [cell.height, cell.width] : [cell.width, cell.height];
	const gap = Math.max(1, Math.round(along / count / 3));
	for (const [from, to] of strokes(weight, across, lightOf(cell))) {
		for (let dash = 0; dash < count; dash++) {
			const a = Math.round((along * dash) / count);
			const b = Math.max(a + 1, Math.round((along * (dash + 1)) / count) - gap);
			if (vertical) fill(mask, cell, from, a, to, b);
			else fill(mask, cell, a, from, b, to);
		}
	}
	return mask;
};

/** Alpha from the share of 4 × 4 samples of each pixel that lie inside a shape. */
const sample = (cell: Cell, inside: (x: number, y: number) => boolean): Mask => {
	const mask = blank(cell);
	for (let index = 0; index < mask.length; index++) {
		let hits = 0;
		for (let dot = 0; dot < 16; dot++) {
			const x = (index % cell.width) + ((dot % 4) + 0.5) / 4;
			const y = Math.floor(index / cell.width) + (Math.floor(dot / 4) + 0.5) / 4;
			if (inside(x, y)) hits++;
		}
		mask[index] = Math.round((hits / 16) * ink);
	}
	return mask;
};

const drawDiagonals = (code: number, cell: Cell): Mask => {
	const {width, height} = cell;
	const half = (lightOf(cell) * 1.2 * Math.hypot(width, height)) / 2;
	const rising = (x: number, y: number) => Math.abs(height * x + width * y - width * height) <= half;
	const falling = (x: number, y: number) => Math.abs(height * x - width * y) <= half;
	return sample(cell, (x, y) => (code !== 0x2572 && rising(x, y)) || (code !== 0x2571 && falling(x, y)));
};

/** `╭ ╮ ╯ ╰`: a straight piece down or up, a quarter of a circle, a straight piece to the side. */
const drawArc = (code: number, cell: Cell): Mask => {
	const light = lightOf(cell);
	const [x0] = strokes(1, cell.width, light)[0] as Stroke;
	const [y0] = strokes(1, cell.height, light)[0] as Stroke;
	const [centreX, centreY] = [x0 + light / 2, y0 + light / 2];
	const sideX = code === 0x256d || code === 0x2570 ? 1 : -1;
	const sideY = code === 0x256d || code === 0x256e ? 1 : -1;
	const radius = Math.min(sideX > 0 ? cell.width - centreX : centreX, cell.height / 2) - 0.25;
	return sample(cell, (x, y) => {
		// In the quarter that the arc opens to, from the point where the lines would meet.
		const [u, v] = [(x - centreX) * sideX, (y - centreY) * sideY];
		if (u >= radius) return Math.abs(v) <= light / 2;
		if (v >= radius) return Math.abs(u) <= light / 2;
		return Math.abs(Math.hypot(u - radius, v - radius) - radius) <= light / 2;
	});
};

const shades = [4, 7, 11];
/** U+2596 to U+259F: upper left, upper right, lower left, lower right. */
const quadrants = ['0010', '0001', '1000', '1011', '1001', '1110', '1101', '0100', '0110', '0111'];

const drawBlock = (code: number, cell: Cell): Mask => {
	const {width, height} = cell;
	const mask = blank(cell);
	const part = (size: number, eighths: number) => Math.max(1, Math.round((size * eighths) / 8));
	if (code === 0x2580) fill(mask, cell, 0, 0, width, height - part(height, 4));
	else if (code <= 0x2588) fill(mask, cell, 0, height - part(height, code - 0x2580), width, height);
	else if (code <= 0x258f) fill(mask, cell, 0, 0, part(width, 0x2590 - code), height);
	else if (code === 0x2590) fill(mask, cell, part(width, 4), 0, width, height);
	else if (code <= 0x2593) fill(mask, cell, 0, 0, width, height, shades[code - 0x2591]);
	else if (code === 0x2594) fill(mask, cell, 0, 0, width, part(height, 1));
	else if (code === 0x2595) fill(mask, cell, width - part(width, 1), 0, width, height);
	else {
		const [x, y] = [part(width, 4), height - part(height, 4)];
		[...(quadrants[code - 0x2596] ?? '')].forEach((on, index) => {
			const [right, low] = [index % 2 === 1, index >= 2];
			if (on === '1') fill(mask, cell, right ? x : 0, low ? y : 0, right ? width : x, low ? height : y);
		});
	}
	return mask;
};

/** Bits of a braille pattern, by column and row. */
const brailleBits = [
	[0x01, 0x02, 0x04, 0x40],
	[0x08, 0x10, 0x20, 0x80],
];

const drawBraille = (pattern: number, cell: Cell): Mask => {
	const dots = brailleBits.flatMap((rows, column) =>
		rows.flatMap((bit, row) =>
			pattern & bit ? [{x: (cell.width * (column * 2 + 1)) / 4, y: (cell.height * (row * 2 + 1)) / 8}] : [],
		),
	);
	const radius = cell.width / 7;
	return sample(cell, (x, y) => dots.some(dot => Math.hypot(x - dot.x, y - dot.y) <= radius));
};
