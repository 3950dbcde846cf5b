/** Detection of off-script text. Pure: no file, no network, no clock; it also runs in a browser. */

export * from './bare/index.js';
export { detect, francIdentifier } from './franc/index.js';
