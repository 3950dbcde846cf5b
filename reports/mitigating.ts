/** What variants of a target do to its mixing, and what they cost. */

import type { Biased, LogitBias, Mitigates } from '../store/index.js';
import { type Comparing, compareTargets, type Named } from './comparing/index.js';
import type { Comparison, LengthChange } from './types.js';

/** A variant of a target beside it: all rows are over all languages, or of the single one. */
export interface Mitigation {
  /** The unmitigated target, and the variant. */
  readonly of: string;
  readonly target: string;
  readonly variant: string;
  /** What it changes. */
  readonly system?: string;
  readonly logit_bias?: LogitBias;
  readonly biased?: Biased;
  /** Rates of mixing, wrong language, refusals, signs of collapse: those that happened on either side. */
  readonly changes: readonly Comparison[];
  readonly length: LengthChange | null;
}

/** A target that may be a variant, as its run describes it. */
export interface Variant {
  readonly named: Named;
  /** Its id in the run, and that of the one that it is a variant of. */
  readonly run: unknown;
  readonly id: string;
  readonly mitigates?: Mitigates | undefined;
  readonly system?: string | undefined;
  readonly logit_bias?: LogitBias | undefined;
  readonly biased?: Biased | undefined;
}

/** Every variant beside what it is a variant of. One whose target is not in the report is left out. */
export function mitigationsOf(targets: readonly Variant[], comparing: Comparing): Mitigation[] {
  return targets.flatMap((variant): Mitigation[] => {
    const { named, mitigates, system, logit_bias, biased } = variant;
    const base = targets.find(({ run, id }) => run === variant.run && id === mitigates?.target);
    if (mitigates === undefined || base === undefined || base === variant) return [];
    const { comparisons, lengths } = compareTargets(base.named, named, comparing);
    const whole = (language: string): boolean =>
      language === '*' || comparisons.every((row) => row.language !== '*');
    return [
      {
        of: base.named[0],
        target: named[0],
        variant: mitigates.variant,
        ...(system !== undefined && system !== base.system && { system }),
        ...(logit_bias && { logit_bias }),
        ...(biased && { biased }),
        changes: comparisons.filter(({ language, script }) => whole(language) && script === '*'),
        length: lengths.find(({ language }) => whole(language)) ?? null,
      },
    ];
  });
}
