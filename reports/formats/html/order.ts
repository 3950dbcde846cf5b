/** Languages with what matters first: those that got worse, then those that are worst. */

import { languagesOf } from '../../arrange.js';
import type { Comparison, Report } from '../../types.js';

const isWorse = ({ verdict }: Comparison): boolean => verdict === 'worse' || verdict === 'degraded';

/** What a language is placed by, the weightiest first. */
interface Weight {
  /** By how much it got significantly worse, in any rate and target. */
  readonly worse: number;
  /** The highest rate of mixing or of the wrong language in any target. */
  readonly rate: number;
}

function weightsOf({ targets, comparisons }: Report): ReadonlyMap<string, Weight> {
  const weights = new Map<string, Weight>();
  const put = (language: string, more: Partial<Weight>): void => {
    const { worse, rate } = weights.get(language) ?? { worse: 0, rate: 0 };
    weights.set(language, {
      worse: Math.max(worse, more.worse ?? 0),
      rate: Math.max(rate, more.rate ?? 0),
    });
  };
  for (const row of comparisons) if (isWorse(row)) put(row.language, { worse: Math.abs(row.delta ?? 0) });
  for (const { languages } of targets)
    for (const [language, { mixing, wrong_language }] of Object.entries(languages))
      put(language, { rate: Math.max(mixing.rate ?? 0, wrong_language.rate ?? 0) });
  return weights;
}

/** All languages of a report, the worst first; in their own order where nothing tells them apart. */
export function worstFirst(report: Report): string[] {
  const weights = weightsOf(report);
  const weight = (language: string): Weight => weights.get(language) ?? { worse: 0, rate: 0 };
  return languagesOf(report).sort(
    (a, b) => weight(b).worse - weight(a).worse || weight(b).rate - weight(a).rate,
  );
}
