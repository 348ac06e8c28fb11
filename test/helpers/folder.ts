import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';

/** Names files in a fresh folder. */
export function freshFolder(): (name: string) => string {
	const folder = mkdtempSync(path.join(tmpdir(), 'durable-tui-'));
	return name => path.join(folder, name);
}

/** Writes a file, and returns its name. */
export function written(file: string, text: string): string {
	writeFileSync(file, text);
	return file;
}
