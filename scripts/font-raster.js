/** Turns a glyph's outline into alpha values: exact coverage in x, sixteen scan lines a pixel in y. */

const scanLines = 16;
/** Straight pieces a curve is cut into; at 36 px a piece is shorter than a pixel. */
const pieces = 8;

const curves = {
	Q: (from, c, t) => {
		const u = 1 - t;
		return [u * u * from[0] + 2 * u * t * c.x1 + t * t * c.x, u * u * from[1] + 2 * u * t * c.y1 + t * t * c.y];
	},
	C: (from, c, t) => {
		const u = 1 - t;
		const mix = (a, b, d, e) => u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * d + t * t * t * e;
		return [mix(from[0], c.x1, c.x2, c.x), mix(from[1], c.y1, c.y2, c.y)];
	},
};

const edgesOf = commands => {
	const edges = [];
	let start = [0, 0];
	let here = start;
	const lineTo = to => {
		if (here[1] !== to[1]) edges.push([...here, ...to]);
		here = to;
	};
	for (const command of commands) {
		if (command.type === 'M' || command.type === 'Z') lineTo(start);
		if (command.type === 'M') {
			start = [command.x, command.y];
			here = start;
		} else if (command.type === 'L') {
			lineTo([command.x, command.y]);
		} else if (command.type !== 'Z') {
			const from = here;
			for (let piece = 1; piece <= pieces; piece++) lineTo(curves[command.type](from, command, piece / pieces));
		}
	}
	lineTo(start);
	return edges;
};

/** Where the edges cross each scan line, with the way they turn, from left to right. */
const crossingsOf = (edges, height) => {
	const lines = Array.from({length: height * scanLines}, () => []);
	for (const [x0, y0, x1, y1] of edges) {
		const first = Math.max(0, Math.ceil(Math.min(y0, y1) * scanLines - 0.5));
		const end = Math.min(lines.length, Math.ceil(Math.max(y0, y1) * scanLines - 0.5));
		for (let line = first; line < end; line++) {
			const y = (line + 0.5) / scanLines;
			lines[line].push({x: x0 + ((y - y0) / (y1 - y0)) * (x1 - x0), turn: y1 > y0 ? 1 : -1});
		}
	}
	return lines.map(line => line.sort((a, b) => a.x - b.x));
};

/** Adds the span from x0 to x1 of one scan line: how much of each pixel it covers. */
const addSpan = (row, x0, x1, width) => {
	const from = Math.max(0, x0);
	const to = Math.min(width, x1);
	for (let x = Math.floor(from); x < to; x++) row[x] += (Math.min(x + 1, to) - Math.max(x, from)) / scanLines;
};

/**
 * @param {object[]} commands of an opentype.js path, y downwards from the cell's top
 * @param {{width: number, height: number}} cell in px; what stands outside is cut off
 * @returns the smallest rectangle that holds the glyph, `alpha` from 0 to 15
 */
export const rasterise = (commands, {width, height}) => {
	const coverage = Array.from({length: height}, () => new Float64Array(width));
	crossingsOf(edgesOf(commands), height).forEach((crossings, line) => {
		let winding = 0;
		crossings.forEach(({x, turn}, index) => {
			winding += turn;
			const next = crossings[index + 1];
			if (winding !== 0 && next) addSpan(coverage[Math.floor(line / scanLines)], x, next.x, width);
		});
	});
	return crop(coverage, width);
};

const crop = (coverage, width) => {
	const alphas = coverage.map(row => Array.from(row, value => Math.min(15, Math.round(value * 15))));
	const rows = alphas.flatMap((row, y) => (row.some(Boolean) ? [y] : []));
	const columns = Array.from({length: width}, (_, x) => x).filter(x => alphas.some(row => row[x]));
	if (rows.length === 0) return {left: 0, top: 0, width: 0, height: 0, alpha: []};
	const [left, right, top, bottom] = [columns[0], columns.at(-1), rows[0], rows.at(-1)];
	return {
		left,
		top,
		width: right - left + 1,
		height: bottom - top + 1,
		alpha: alphas.slice(top, bottom + 1).flatMap(row => row.slice(left, right + 1)),
	};
};
