/** Inspect's logs. */

export { inspect } from './inspect.js';
