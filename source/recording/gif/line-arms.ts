/**
 * The arms of the box-drawing characters: how thick the line is from the cell's centre to the left, up, right and down:
 * 0 none, 1 light, 2 heavy, 3 double.
 */

/** U+2500 to U+257F, sixteen a row; dots where a character has no plain arms (dashes, arcs, diagonals). */
const table = `
1010 2020 0101 0202 .... .... .... .... .... .... .... .... 0011 0021 0012 0022
1001 2001 1002 2002 0110 0120 0210 0220 1100 2100 1200 2200 0111 0121 0211 0112
0212 0221 0122 0222 1101 2101 1201 1102 1202 2201 2102 2202 1011 2011 1021 2021
1012 2012 1022 2022 1110 2110 1120 2120 1210 2210 1220 2220 1111 2111 1121 2121
1211 1112 1212 2211 1221 2112 1122 2221 2122 2212 1222 2222 .... .... .... ....
3030 0303 0031 0013 0033 3001 1003 3003 0130 0310 0330 3100 1300 3300 0131 0313
0333 3101 1303 3303 3031 1013 3033 3130 1310 3330 3131 1313 3333 .... .... ....
.... .... .... .... 1000 0100 0010 0001 2000 0200 0020 0002 1020 0102 2010 0201`
	.trim()
	.split(/\s+/);

/** Thickness of an arm. */
export type Weight = 0 | 1 | 2 | 3;

/** Left, up, right, down. */
export type Arms = readonly [Weight, Weight, Weight, Weight];

/** The arms of a character, or undefined when it is not made of arms. */
export const armsOf = (code: number): Arms | undefined => {
	const entry = table[code - 0x2500];
	if (entry === undefined || entry === '....') return undefined;
	return [...entry].map(Number) as unknown as Arms;
};

/** Dashed lines: the weight, how many dashes a cell has, and the direction. */
export type Dashes = {readonly weight: 1 | 2; readonly count: number; readonly vertical: boolean};

/** The dashes of `┄ ┅ ┆ ┇ ┈ ┉ ┊ ┋ ╌ ╍ ╎ ╏`, or undefined. */
export const dashesOf = (code: number): Dashes | undefined => {
	const first = code >= 0x254c && code <= 0x254f ? 0x254c : 0x2504;
	const count = first === 0x254c ? 2 : code >= 0x2508 ? 4 : 3;
	if (code < 0x2504 || (first === 0x2504 && code > 0x250b)) return undefined;
	const index = (code - first) % 4;
	return {weight: index % 2 === 0 ? 1 : 2, count, vertical: index >= 2};
};
