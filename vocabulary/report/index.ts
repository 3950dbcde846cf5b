/** `vocab report`: one page of a model. */

export { notAtHand } from './missing.js';
export {
  type AskedState,
  type Counted,
  type Mixing,
  type MixingChange,
  type MixingRow,
  mixingOf,
  type StateRate,
} from './mixing.js';
export { type ProbeChange, type ProbedState, probeChanges, probedStates } from './probes.js';
export type { ModelReport, NotAtHand, OfState } from './types.js';
