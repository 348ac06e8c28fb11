/** Wrong usage: its message is the one line that says what is wrong and what would be right. The program exits with 2. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}
