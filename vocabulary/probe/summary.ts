/** What a probe comes to: shares by class, and of the whole vocabulary. */

import { type StratifiedRate, stratifiedRate } from '../../reports/statistics/index.js';
import type { TokenClass } from '../classes/index.js';
import type { TokenId } from '../tokenizer/index.js';
import type { Choice, Finding, Stratum, TargetProbe, Verdict } from './types.js';

/** The tokens of a class. */
export interface ClassProbe {
  readonly class: TokenClass;
  /** Tokens that could be asked for. */
  readonly tokens: number;
  /** Those that were asked for, and what they came to. */
  readonly probed: number;
  readonly forgotten: number;
  readonly undecided: number;
  /** The share of the class; null where none of its tokens were drawn. */
  readonly share: StratifiedRate | null;
}

/** Figures of a target. */
export interface ProbeSummary {
  readonly probed: number;
  readonly written: number;
  readonly forgotten: number;
  readonly undecided: number;
  /** The share of all tokens that could be asked for; null where only named ones were. */
  readonly share: StratifiedRate | null;
  readonly classes: readonly ClassProbe[];
}

type Findings = TargetProbe['findings'];

const countOf = (ids: Iterable<TokenId>, findings: Findings, verdict: Verdict): number => {
  let count = 0;
  for (const id of ids) if (findings.get(id)?.verdict === verdict) count++;
  return count;
};

/** A class as two strata: what was asked in any case, and what was drawn. Those that are undecided count as not asked. */
function sampled({ population, named, drawn }: Stratum, findings: Findings) {
  const part = (ids: ReadonlySet<TokenId>, size: number) => {
    const events = countOf(ids, findings, 'forgotten');
    return { population: size, trials: events + countOf(ids, findings, 'written'), events };
  };
  return [part(named, named.size), part(drawn, population - named.size)].filter((one) => one.population > 0);
}

function shareOf(strata: readonly Stratum[], findings: Findings): StratifiedRate | null {
  return stratifiedRate(strata.flatMap((stratum) => sampled(stratum, findings)));
}

/** The figures of a target. */
export function summarizeProbe({ strata, isWhole }: Choice, { findings }: TargetProbe): ProbeSummary {
  const all = [...findings.keys()];
  const classes = strata.map((stratum): ClassProbe => {
    const asked = [...stratum.named, ...stratum.drawn];
    return {
      class: stratum.class,
      tokens: stratum.population,
      probed: asked.length,
      forgotten: countOf(asked, findings, 'forgotten'),
      undecided: countOf(asked, findings, 'undecided'),
      share: isWhole ? shareOf([stratum], findings) : null,
    };
  });
  return {
    probed: all.length,
    written: countOf(all, findings, 'written'),
    forgotten: countOf(all, findings, 'forgotten'),
    undecided: countOf(all, findings, 'undecided'),
    share: isWhole ? shareOf(strata, findings) : null,
    classes,
  };
}

const ORDER: readonly Verdict[] = ['forgotten', 'undecided', 'written'];

/** Findings, forgotten ones first, of these the least written and least probable first. */
export const worstFirst = (findings: Findings): Finding[] =>
  [...findings.values()].sort(
    (a, b) =>
      ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) ||
      a.written / Math.max(1, a.of) - b.written / Math.max(1, b.of) ||
      (a.probability ?? 1) - (b.probability ?? 1) ||
      a.id - b.id,
  );
