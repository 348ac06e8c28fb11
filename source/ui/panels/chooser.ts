import type {Line} from '../text/line.js';

export function chooser(_props: object): Line[] {
	return [];
}
