/** Tokens of off-script text, made less likely. */

export { biasOf, type TargetBias } from './bias.js';
export { type OffScriptIds, offScriptIds } from './ids.js';
export type { BiasMap } from './types.js';
