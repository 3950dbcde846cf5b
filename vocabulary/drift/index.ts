/** Drift: how far the rows of a vocabulary moved from one state of a model to another. */

export { readDrift } from './file.js';
export { type DriftOptions, type Measured, MOST_NEIGHBOURHOODS, measureDrift } from './measure.js';
export { readSeen, type Seen } from './seen.js';
export { PERCENTILES, THRESHOLDS } from './summary.js';
export type {
  Bin,
  Changed,
  ClassRow,
  Drift,
  MatrixOf,
  Neighbourhood,
  Percentiles,
  SharedShift,
  Summary,
  TokenRow,
  Under,
  Unmatched,
} from './types.js';
export { type Beside, vocabulariesBeside } from './vocabulary.js';
