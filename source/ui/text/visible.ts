const suspicious = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const escapes = /\x1B(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1B]*(?:\x07|\x1B\\)?|.)?/g;
/** Joiners hold emoji together; every other invisible character could hide or reorder what stands on the line. */
const invisible = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200C\u200D])\p{Cf}/gu;

/** Text from a workflow, made harmless: no escape sequences, no line breaks, nothing invisible. */
export function visible(text: string): string {
	return suspicious.test(text) ? text.replace(escapes, '').replace(invisible, ' ') : text;
}
