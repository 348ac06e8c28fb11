/** Escape sequences of terminals: CSI, the string commands (OSC, DCS, …) with their contents, and the two-character ones. */
const escapes =
	/\u001b\[[0-?]*[ -/]*[@-~]?|[\u001b][\]PX^_][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]?/g;
const c1Escapes =
	/\u009b[0-?]*[ -/]*[@-~]?|[\u009d\u0090\u0098\u009e\u009f][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?/g;
/** Control characters, line separators, and the marks that turn the direction of writing around. */
const controls = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/g;
/** Most text needs no change, and it is asked for often. */
const suspicious = /[^\u0020-\u007e\u00a1-\u1fff\u2030-\u205f\u2070-\ufefe]/;

/**
 * The text as one line that is safe to print. Labels, errors and values come from workflows, which may be hostile or just
 * careless: an escape sequence in them must never reach the terminal.
 */
export function plainText(text: string): string {
	if (!suspicious.test(text)) return text;
	return text
		.replace(escapes, '')
		.replace(c1Escapes, '')
		.replace(/[\t\r\n\u2028\u2029]+/g, ' ')
		.replace(controls, '')
		.trim();
}
