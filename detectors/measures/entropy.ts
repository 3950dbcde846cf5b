/** Language confusion entropy (Chen et al., Large language models are easily confused, Findings of NAACL 2025). */

import type { UnitTag } from './units.js';

/**
 * Language confusion entropy in nats, 0 and more: the sum of -(1 - p) ln p for the language asked for and of -p ln p for
 * every other one, with the shares p of languages among units, which are words or lines. 0 without any unit. As in the
 * authors' code (siebeniris/QuantifyingLanguageConfusion), a language that is not there adds nothing, so that a text wholly
 * in one other language has 0 like one wholly in the right one: read it beside a pass rate. Their code rounds the shares to
 * hundredths first; this does not. Theirs is taken for each response and averaged.
 */
export function languageConfusionEntropy(tags: readonly UnitTag[], language: string): number {
  const byTag = new Map<string, number>();
  let all = 0;
  for (const tag of tags) {
    if (tag === null) continue;
    byTag.set(tag, (byTag.get(tag) ?? 0) + 1);
    all++;
  }
  let entropy = 0;
  for (const [tag, count] of byTag) {
    const share = count / all;
    if (share < 1) entropy -= (tag === language ? 1 - share : share) * Math.log(share);
  }
  return entropy;
}
