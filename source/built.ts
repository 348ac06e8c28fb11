/**
 * The URL of a file of the build, such as `process.js`: beside this module where it is part of the build itself, else (when
 * tests run the source) in the folder `dist`.
 */
export function builtUrl(name: string): URL {
	return new URL(import.meta.url.endsWith('.ts') ? `../dist/${name}` : `./${name}`, import.meta.url);
}
