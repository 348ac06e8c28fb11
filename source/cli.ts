#!/usr/bin/env node
import module from 'node:module';

/*
 * The first thing that runs, on whatever Node there is: so nothing that an old one could not load may be imported before the
 * version is checked.
 */

const needed = [22, 15] as const;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
	console.error(`durable-tui needs Node ${needed.join('.')} or newer, and this is ${process.versions.node}.`);
	process.exitCode = 2;
} else {
	module.enableCompileCache?.();
	const {main} = await import('./main.js');
	await main(process.argv.slice(2));
}
