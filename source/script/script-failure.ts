/** A wait that came to nothing. */
export class ScriptFailure extends Error {
	override readonly name = 'ScriptFailure';

	constructor(
		message: string,
		/** What was on the screen. */
		readonly screen: string,
	) {
		super(message);
	}
}
