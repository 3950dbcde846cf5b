/** `vocab trace`: one text through everything that is at hand of a model. */

export type { DriftSource } from './drift.js';
export { type Given, traceText } from './trace.js';
export {
  type NotGiven,
  SIGNS,
  type Trace,
  type TracedCoverage,
  type TracedDrift,
  type TracedNeighbours,
  type TracedPlace,
  type TracedProbe,
  type TracedToken,
  type TraceSign,
} from './types.js';
