import {build} from 'esbuild';

/*
 * Bundles the benchmarks beside the built program, whose processes they start, and runs them. Figures are ratios within one
 * run: absolute times say more about the machine than about the program.
 */

await build({
	entryPoints: ['bench/main.ts'],
	outfile: 'dist/bench.js',
	bundle: true,
	platform: 'node',
	format: 'esm',
	packages: 'external',
	logLevel: 'warning',
});
await import('../dist/bench.js');
process.exit();
