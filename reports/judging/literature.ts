/** The literature's measures of one response, as units that add up over a corpus. */

import {
  codeMixingIndex,
  countSwitches,
  type Detection,
  type LanguageTag,
  type LcbOptions,
  type LcbResult,
  languageConfusionEntropy,
  languageUnits,
  lcbResponse,
  type Policy,
  type Switches,
  type UnitTag,
} from '../../detectors/index.js';

/** How the benchmark's judgement is taken: by which identifier, and with which list of English words. */
export type LiteratureOptions = LcbOptions;

/** A scored response as a sequence of language-tagged units. */
export interface MixingUnits extends Switches {
  /** Units by language, in the order of their first appearance; those of no language are left out. */
  readonly counts: readonly (readonly [NonNullable<UnitTag>, number])[];
  /** Code-mixing index, 0..100. */
  readonly codeMixing: number;
  /** Language confusion entropy, nats. */
  readonly entropy: number;
}

export interface ResponseMeasures {
  readonly lcb: LcbResult;
  /** Null for a response that is not scored. */
  readonly mixing: MixingUnits | null;
}

function mixingOf(tags: readonly UnitTag[], language: LanguageTag): MixingUnits {
  const counts = new Map<NonNullable<UnitTag>, number>();
  for (const tag of tags) if (tag !== null) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return {
    counts: [...counts],
    ...countSwitches(tags),
    codeMixing: codeMixingIndex(tags),
    entropy: languageConfusionEntropy(tags, language),
  };
}

/** The measures of a response; `detection` is null where it is not scored. */
export function measuresOf(
  answer: string,
  language: LanguageTag,
  policy: Policy,
  detection: Detection | null,
  options: LiteratureOptions,
): ResponseMeasures {
  return {
    lcb: lcbResponse(answer, language, options),
    mixing: detection === null ? null : mixingOf(languageUnits(answer, policy, detection), policy.language),
  };
}
