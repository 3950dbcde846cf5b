/** Measures of mixing from the literature on code-switching, over sequences of language-tagged units. */

import type { UnitTag } from './units.js';

/** How many units are of each language; language-independent ones are left out. */
function counts(tags: readonly UnitTag[]): number[] {
  const byTag = new Map<string, number>();
  for (const tag of tags) if (tag !== null) byTag.set(tag, (byTag.get(tag) ?? 0) + 1);
  return [...byTag.values()];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * Code-mixing index of one utterance, 0..100 as published: 100 (1 - max w / (n - u)), with n units of which u are
 * language-independent and max w are of the most frequent language; 0 where all are language-independent (Das and Gambäck,
 * Identifying languages at the word level in code-mixed Indian social media text, ICON 2014). The variant of 2016, which
 * adds the points of switching, is another measure.
 */
export function codeMixingIndex(tags: readonly UnitTag[]): number {
  const languages = counts(tags);
  const dependent = sum(languages);
  return dependent === 0 ? 0 : 100 * (1 - Math.max(...languages) / dependent);
}

export interface CorpusCodeMixing {
  /** Mean over all utterances, 0..100; null without any. */
  readonly all: number | null;
  /** Mean over the utterances that are mixed at all, 0..100; null without any. */
  readonly mixed: number | null;
  /** Share of mixed utterances, 0..1; null without any. */
  readonly share: number | null;
}

/** Code-mixing index of a corpus: from the indices of its utterances (Das and Gambäck 2014, table 2). */
export function corpusCodeMixing(indices: readonly number[]): CorpusCodeMixing {
  const mixed = indices.filter((index) => index > 0);
  return {
    all: indices.length === 0 ? null : sum(indices) / indices.length,
    mixed: mixed.length === 0 ? null : sum(mixed) / mixed.length,
    share: indices.length === 0 ? null : mixed.length / indices.length,
  };
}

/**
 * Multilingual index, 0 (one language) to 1 (all alike): (1 - Σp²) / ((k - 1) Σp²), with the shares p of k languages
 * (Barnett et al., The LIDES coding manual, International Journal of Bilingualism 4, 2000). `k` is the number of languages
 * that the corpus could be in, at least those that are there, which it is where missing. 0 where `k` is under 2.
 */
export function multilingualIndex(tags: readonly UnitTag[], k = 0): number {
  return multilingualIndexOf(counts(tags), k);
}

/** {@link multilingualIndex} of a corpus too large to be held: from how many units are of each language. */
export function multilingualIndexOf(languages: readonly number[], k = 0): number {
  const dependent = sum(languages);
  const all = Math.max(k, languages.length);
  if (all < 2 || dependent === 0) return 0;
  const squares = sum(languages.map((count) => (count / dependent) ** 2));
  return (1 - squares) / ((all - 1) * squares);
}

/** Where a switch can be, and where one is: pairs of neighbours among the units that are of a language. */
export interface Switches {
  readonly pairs: number;
  readonly switches: number;
}

/** The pairs of one text. Those of several texts add up; no pair spans two texts. */
export function countSwitches(tags: readonly UnitTag[]): Switches {
  let pairs = 0;
  let switches = 0;
  let last: string | undefined;
  for (const tag of tags) {
    if (tag === null) continue;
    if (last !== undefined) {
      pairs++;
      if (tag !== last) switches++;
    }
    last = tag;
  }
  return { pairs, switches };
}

/**
 * Integration index, 0..1: how likely a unit is a switch point, switches / (n - 1) (Guzmán et al., Metrics for modeling
 * code-switching across corpora, Interspeech 2017). 0 without a pair.
 */
export function integrationIndex({ pairs, switches }: Switches): number {
  return pairs === 0 ? 0 : switches / pairs;
}

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
