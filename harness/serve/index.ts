/** Detection for other programs: HTTP on this machine alone, for one text, many, or one that is still being written. */

export { startServing } from './server.js';
export type { ServeOptions, Serving } from './types.js';
