import type {Context} from '@resonatehq/sdk';

/*
 * Fan-out and fan-in: all pictures are made smaller at once, then one sheet is made of them. `beginRun` starts a step and goes
 * on; the second `yield*` waits for its value. After a crash only the pictures without a record are made again.
 *
 *   durable-tui examples/thumbnails.ts --args '[9]'
 */

type Thumbnail = {picture: string; bytes: number};

export function* contactSheet(ctx: Context, pictures = 5): Generator<unknown, string, never> {
	const names = Array.from({length: pictures}, (_, index) => `picture-${index + 1}.png`);
	const started = [];
	for (const name of names) {
		started.push(yield* ctx.beginRun(shrink, name));
	}

	const thumbnails: Thumbnail[] = [];
	for (const each of started) {
		thumbnails.push(yield* each);
	}

	return yield* ctx.run(arrange, thumbnails);
}

/** Each picture takes a time of its own. */
async function shrink(_ctx: Context, picture: string): Promise<Thumbnail> {
	const number = Number(/\d+/.exec(picture)?.[0]);
	await new Promise(resolve => setTimeout(resolve, 200 + ((number * 7) % 5) * 120));
	return {picture, bytes: 1000 + number};
}

async function arrange(_ctx: Context, thumbnails: Thumbnail[]): Promise<string> {
	await new Promise(resolve => setTimeout(resolve, 150));
	return `${thumbnails.length} thumbnails, ${thumbnails.reduce((sum, {bytes}) => sum + bytes, 0)} bytes`;
}
