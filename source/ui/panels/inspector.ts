import type {Line} from '../text/line.js';

export function inspector(_props: object): Line[] {
	return [];
}
