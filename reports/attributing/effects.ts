/** Effects of all steps and of all pairs of them, tested together. */

import { differenceOf, hierarchy, leastP, noDifference } from '../statistics/index.js';
import { type Contrast, type Contrasts, differenceIn } from './contrasts.js';
import { type Plan, stepsOf } from './plan.js';
import type { Attributed, Effect, Step } from './types.js';

/** Level of all effects of a plan together: to name what brings mixing about is to blame somebody for it. */
export const ALPHA = 0.01;

/** Shares of it for the steps and the pairs of steps of the rates that were named beforehand, and of the others (`npm run bench:attribution`). */
const WEIGHTS = [4, 2, 3, 1];

interface Tested {
  readonly measure: Attributed;
  readonly steps: Effect['steps'];
  readonly contrast: Contrast;
  readonly level: number;
  /** The step that a pair is a part of: its last one. */
  readonly parent: Step | undefined;
}

function* contrastsOf(
  plan: Plan,
  contrasts: Contrasts,
  measure: Attributed,
  isNamed: boolean,
): Generator<Tested> {
  for (const factor of plan.factors)
    for (const step of stepsOf(factor)) {
      const contrast = contrasts.main(step, measure);
      if (contrast !== null)
        yield { measure, steps: [step], contrast, level: isNamed ? 0 : 2, parent: undefined };
    }
  for (const [i, first] of plan.factors.entries())
    for (const second of plan.factors.slice(i + 1))
      for (const step of stepsOf(first))
        for (const other of stepsOf(second)) {
          const contrast = contrasts.interaction(step, other, measure);
          if (contrast !== null)
            yield { measure, steps: [step, other], contrast, level: isNamed ? 1 : 3, parent: other };
        }
}

const isStep = (one: Step, other: Step): boolean =>
  one.factor === other.factor && one.from === other.from && one.to === other.to;

/** All effects of a plan on these rates; those that are `named` were said to matter beforehand. */
export function effectsOf(
  plan: Plan,
  contrasts: Contrasts,
  measures: readonly Attributed[],
  named: readonly Attributed[],
): Effect[] {
  const tests = measures.flatMap((measure) => [
    ...contrastsOf(plan, contrasts, measure, named.includes(measure)),
  ]);
  const parentOf = ({ parent, measure }: Tested): number | undefined => {
    if (parent === undefined) return undefined;
    const at = tests.findIndex(
      ({ steps, measure: of }) => of === measure && steps.length === 1 && isStep(steps[0], parent),
    );
    return at < 0 ? undefined : at;
  };
  const adjusted = hierarchy(
    tests.map((test) => ({
      p: noDifference(differenceOf(test.contrast.evidence)),
      least: leastP(test.contrast.evidence),
      level: test.level,
      parent: parentOf(test),
    })),
    WEIGHTS,
    ALPHA,
  );
  return tests.map(({ measure, steps, contrast }, i): Effect => {
    const { p, alpha } = adjusted[i] ?? { p: 1, alpha: ALPHA };
    return {
      measure,
      steps,
      matched: contrast.matched,
      ...differenceIn(contrast, 1 - alpha),
      p: noDifference(differenceOf(contrast.evidence)),
      p_adjusted: p,
      significant: p < ALPHA,
    };
  });
}
