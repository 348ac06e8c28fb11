import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const licenses = fileURLToPath(new URL('../../dist/THIRD-PARTY-LICENSES.txt', import.meta.url));

test('what others wrote comes with its licences', () => {
	expect(existsSync(licenses)).toBe(true);
	const text = readFileSync(licenses, 'utf8');
	const names = ['@xterm/headless', 'chalk', 'ink', 'meow', 'ms', 'react', 'react-reconciler', 'yoga-layout'];
	for (const name of [...names, 'dejavu-fonts-ttf']) {
		expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
	}

	expect(text).toMatch(/Bitstream Vera/i);
	expect(text).toMatch(/Permission is hereby granted, free of charge/);
	// The SDK is not in the bundle: it comes with its own.
	expect(text).not.toContain('@resonatehq');
});
