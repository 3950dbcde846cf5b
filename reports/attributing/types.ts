/** What mixing comes from, as data. Differences are fractions, -1..1. */

import type { Level } from '../../store/index.js';
import type { RateName } from '../judging/index.js';
import type { Rate } from '../types.js';

export type { Level } from '../../store/index.js';

/** A rate that is attributed. */
export type Attributed = 'mixing' | RateName;

/** `weights`: a checkpoint; `stack`: what serves it; `sampler`: a parameter of sampling. */
export type FactorKind = 'weights' | 'stack' | 'sampler';

/** A factor with its levels, the usual one first. */
export interface Factor {
  readonly name: string;
  readonly kind: FactorKind;
  readonly levels: readonly Level[];
}

/** A factor that is moved from its usual level to another one. */
export interface Step {
  readonly factor: string;
  readonly from: Level;
  readonly to: Level;
}

/** A difference of rates with its interval, over the prompts that all cells in it have scored. */
export interface Difference {
  readonly delta: number;
  readonly low: number;
  readonly high: number;
  /** Level of the interval, 0..1. */
  readonly level: number;
  readonly prompts: number;
}

/**
 * What a step changes, whatever the other factors are: the mean over all pairs of cells that differ in it alone. Of two steps: by how much the first changes more
 * where the second is made, over all fours of cells that differ in both alone.
 */
export interface Effect extends Difference {
  readonly measure: Attributed;
  readonly steps: readonly [Step] | readonly [Step, Step];
  /** Pairs of cells, or fours. */
  readonly matched: number;
  /** Two-sided. */
  readonly p: number;
  /** Adjusted for all effects of the plan. */
  readonly p_adjusted: number;
  readonly significant: boolean;
}

/** Of what varies between cells beyond chance, how much a factor accounts for, or two of them beyond each alone; 0..1. */
export interface Share {
  readonly measure: Attributed;
  readonly factors: readonly [string] | readonly [string, string];
  readonly share: number;
}

/** What a step changes at one level of another factor, with its 95% interval. */
export interface SimpleEffect extends Difference {
  readonly step: Step;
  readonly at: { readonly factor: string; readonly level: Level };
}

/**
 * What significant effects come to: a checkpoint, a stack or a parameter of sampling by itself; a parameter that one stack does not heed (`dropped`); or two factors
 * together (`joint`), where what one changes hangs on the other.
 */
export type Cause =
  | {
      readonly kind: FactorKind;
      readonly measure: Attributed;
      readonly step: Step;
      readonly effect: Effect;
    }
  | {
      readonly kind: 'dropped';
      readonly measure: Attributed;
      /** The stack that seems to drop the parameter, and the one where it works. */
      readonly endpoint: Level;
      readonly other: Level;
      /** The step from one stack to the other, and that of the parameter. */
      readonly stack: Step;
      readonly step: Step;
      readonly here: SimpleEffect;
      readonly there: SimpleEffect;
    }
  | {
      readonly kind: 'joint';
      readonly measure: Attributed;
      readonly effect: Effect;
      /** The first factor's step, where the second is at its usual level and where it is at the other. */
      readonly usual: SimpleEffect;
      readonly moved: SimpleEffect;
      /** The same of the second factor's step. */
      readonly others: readonly [SimpleEffect, SimpleEffect];
    };

/** A cell of the plan. */
export interface CellOfPlan {
  readonly target: string;
  readonly factors: Readonly<Record<string, Level>>;
}

/** The cheapest setting that removes a rate. Settings that differ in nothing that brings it about are taken together. */
export interface Remedy {
  readonly measure: Attributed;
  /** Null where no setting of the plan does. */
  readonly target: string | null;
  /** What is changed from the usual setting; nothing where that is the cheapest. */
  readonly steps: readonly Step[];
  /** The rate there, and in the usual setting. */
  readonly rate: Rate | null;
  readonly usual: Rate;
  /** The setting with the lowest rate. */
  readonly best: string;
  /**
   * Under what the upper end of a rate must lie (`max`), or by how much of the best setting's at most it may be over that (`margin`, or half of what lies between the
   * worst and the best one where that is more): a fraction.
   */
  readonly rule: 'max' | 'margin';
  readonly limit: number;
  /** Geometric mean of the lengths of its answers, in UTF-16 code units; null where there are none. */
  readonly length: number | null;
}

/** What a crossed plan says of where mixing comes from. */
export interface Attribution {
  readonly factors: readonly Factor[];
  readonly cells: readonly CellOfPlan[];
  readonly effects: readonly Effect[];
  readonly shares: readonly Share[];
  readonly causes: readonly Cause[];
  readonly remedies: readonly Remedy[];
}
