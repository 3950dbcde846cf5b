/** Detection for other programs: HTTP on this machine alone, for one text, many, or one that is still being written. */

export { bytesOf, jsonIn, kindOf } from './body.js';
export { checkHost } from './host.js';
export { errorOf, Refused, refusedBy } from './refused.js';
export { startServing } from './server.js';
export type { ServeOptions, Serving } from './types.js';
