import type {PromiseRecord, Response, TaskRecord} from '@resonatehq/sdk';

/** What a response of the store carries, where it carries something: a refusal's data is a sentence. */
export type ResponseData = {
	readonly task?: TaskRecord;
	readonly promise?: PromiseRecord;
	readonly preload?: readonly PromiseRecord[];
	/** The response to the request within a fenced one. */
	readonly action?: Response;
};

/** The data of any response, empty where there is none. */
export function dataOf(response: {readonly data: unknown} | undefined): ResponseData {
	const data = response?.data;
	return typeof data === 'object' && data !== null ? data : {};
}
