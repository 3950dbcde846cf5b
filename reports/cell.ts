/** The numbers of one target in one language, or in all of them: of the answers, or of a channel beside them. */

import type { LanguageTag } from '../detectors/index.js';
import { rateOf } from './rate.js';
import { pool } from './statistics/index.js';
import type { Event, TargetTally } from './tally.js';
import type { CellReport, Rate } from './types.js';

/** The rate of an event, with prompts as clusters. */
export function eventRate(tally: TargetTally, language: LanguageTag | '*', event: Event): Rate {
  return rateOf(pool([...tally.clusters(language, event).values()]));
}

export function cellOf(tally: TargetTally, language: LanguageTag | '*'): CellReport {
  const { samples, scored } = tally.count(language);
  return {
    samples,
    scored,
    mixing: eventRate(tally, language, { measure: 'mixing', script: '*' }),
    wrong_language: eventRate(tally, language, { measure: 'wrong_language' }),
  };
}

/** Rates of mixing with each of these scripts. */
export function scriptRates(
  tally: TargetTally,
  language: LanguageTag,
  scripts: readonly string[],
): Readonly<Record<string, Rate>> {
  return Object.fromEntries(
    scripts.map((script) => [script, eventRate(tally, language, { measure: 'mixing', script })]),
  );
}
