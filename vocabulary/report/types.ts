/** A page of a model: everything that was found of its vocabulary, in one state or several. */

import type { CoverageFacts } from '../coverage/index.js';
import type { Drift } from '../drift/index.js';
import type { ScanFile } from '../scan/index.js';
import type { TokenizerId } from '../tokenizer/index.js';
import type { Mixing } from './mixing.js';
import type { ProbeChange, ProbedState } from './probes.js';

/** What was found of a state of the model: `damaged`, `repaired`. */
export interface OfState<T> {
  readonly state: string;
  readonly of: T;
}

/** What was not given, and how to come by it. */
export interface NotAtHand {
  readonly what: 'scan' | 'coverage' | 'drift' | 'probe' | 'runs';
  readonly how: string;
}

export interface ModelReport {
  readonly title: string;
  /** Of which all that is here is; null where nothing says. */
  readonly tokenizer: TokenizerId | null;
  readonly scan: ScanFile | null;
  readonly coverage: CoverageFacts | null;
  readonly drifts: readonly OfState<Drift>[];
  /** The targets of all probes. */
  readonly probes: readonly ProbedState[];
  /** Each beside the first. */
  readonly probe_changes: readonly ProbeChange[];
  readonly mixing: Mixing | null;
  readonly not_given: readonly NotAtHand[];
}
