/** What tallies have in common that add up. */

import { DETECTOR_VERSION, type DetectionSettings } from '../../detectors/bare/index.js';
import { policyName } from '../../store/index.js';
import { type Judge, measureIds } from '../judging/index.js';

/** What judgements depend on besides the samples: only tallies of which all of it is the same add up. */
export interface TallyKey {
  readonly detector: string;
  /** Names the policies, by their version and what settings change in them. */
  readonly policy: string;
  /** What told the language of lines. */
  readonly identifier: string;
  /** Names of what was measured. */
  readonly measures: readonly string[];
  /** How the literature's measures were taken; null where they were not. */
  readonly lcb: { readonly words: number | null; readonly list: string | null } | null;
}

/** The key of what a judge says of samples under these settings. */
export function tallyKey(judge: Judge, settings: DetectionSettings = {}): TallyKey {
  return {
    detector: DETECTOR_VERSION,
    policy: policyName(settings),
    identifier: judge.identifier(settings),
    measures: measureIds(judge),
    lcb: judge.lcb ?? null,
  };
}
