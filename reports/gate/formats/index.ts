/** The forms in which a gate is written, a file each. */

export { renderGateJson } from './json.js';
export { renderGateJunit } from './junit.js';
export { type GateTextOptions, renderGateText } from './text.js';
