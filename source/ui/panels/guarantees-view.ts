import type {Line} from '../text/line.js';

export function guaranteesView(_props: object): Line[] {
	return [];
}
