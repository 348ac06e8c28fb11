import type {Line} from '../text/line.js';

export function help(_props: object): Line[] {
	return [];
}
