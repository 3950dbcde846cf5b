/** Metrics of other verifiers, of their own results. */

export { verifierReport } from './build.js';
export { Checks } from './collect.js';
export { verifierSections, verifierValues } from './sections.js';
export type * from './types.js';
