/** Where mixing comes from: weights, sampler or serving stack. */

export { type Attributing, attribute } from './attribute.js';
export { deltaOf, stepsOfCause } from './causes.js';
export type * from './types.js';
