/** Bytes a line of a journal may have, its end not counted. */
export const lineLimit = 1024 * 1024;

/** Events a journal may have. A run has some hundreds; more than this would fill the memory. */
export const eventLimit = 1_000_000;

/** How deep values may be nested: what walks them later may be recursive. */
export const depthLimit = 100;
