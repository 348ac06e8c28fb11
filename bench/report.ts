/** One measured figure: what it is, its value with unit, and what it is measured against or aimed at. */
export type Row = {readonly what: string; readonly value: string; readonly against: string; readonly aim: string};

/** The middle of a list of numbers. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1
		? (sorted[middle] ?? Number.NaN)
		: ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** A table with aligned columns. */
export function table(rows: readonly Row[]): string {
	const head: Row = {what: 'what', value: 'measured', against: 'against', aim: 'aim'};
	const columns = ['what', 'value', 'against', 'aim'] as const;
	const widths = columns.map(column => Math.max(...[head, ...rows].map(row => row[column].length)));
	const line = (row: Row): string =>
		columns
			.map((column, index) => row[column].padEnd(widths[index] ?? 0))
			.join('   ')
			.trimEnd();
	return [line(head), widths.map(width => '─'.repeat(width)).join('   '), ...rows.map(line)].join('\n');
}
