/** Counts of what was exempted, by target and language. */

import { EXEMPTIONS, type ExemptionName, type LanguageTag } from '../detectors/index.js';
import type { Judgement } from './judging/index.js';
import type { ExemptionCounts } from './types.js';

type Counts = Map<ExemptionName, { spans: number; samples: number }>;

function report(counts: Counts): ExemptionCounts {
  const found = EXEMPTIONS.flatMap((name) => {
    const count = counts.get(name);
    return count === undefined ? [] : [[name, { ...count }] as const];
  });
  return Object.fromEntries(found);
}

/** The exemptions in one target's scored samples. */
export class ExemptionTally {
  readonly #languages = new Map<LanguageTag, Counts>();

  add(language: LanguageTag, exempted: Judgement['exempted']): void {
    for (const name of Object.keys(exempted) as ExemptionName[])
      this.#add(language, name, exempted[name] ?? 0, 1);
  }

  #add(language: LanguageTag, name: ExemptionName, spans: number, samples: number): void {
    let counts = this.#languages.get(language);
    if (counts === undefined) {
      counts = new Map();
      this.#languages.set(language, counts);
    }
    const count = counts.get(name) ?? { spans: 0, samples: 0 };
    count.spans += spans;
    count.samples += samples;
    counts.set(name, count);
  }

  /** Of one language, or of all (`*`); only exemptions that occurred, in the order in which they are listed. */
  counts(language: LanguageTag | '*'): ExemptionCounts {
    if (language !== '*') return report(this.#languages.get(language) ?? new Map());
    const all = new ExemptionTally();
    for (const counts of this.#languages.values())
      for (const [name, { spans, samples }] of counts) all.#add('*', name, spans, samples);
    return report(all.#languages.get('*') ?? new Map());
  }
}
