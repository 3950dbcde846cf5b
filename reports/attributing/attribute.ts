/** Where mixing comes from: of the targets that are cells of a plan. */

import { RATES } from '../judging/index.js';
import { sharesOf } from '../statistics/index.js';
import type { Inference } from '../units.js';
import { causesIn, stepsOfCause } from './causes.js';
import { Contrasts } from './contrasts.js';
import { effectsOf } from './effects.js';
import { levelIn, type Plan, planOf, type TalliedCell } from './plan.js';
import { type Removes, remedyOf } from './remedies.js';
import type { Attributed, Attribution, Cause, Share } from './types.js';

export interface Attributing {
  readonly inference: Inference;
  /** Rates that were said beforehand to matter. */
  readonly named: readonly Attributed[];
  readonly removes: Removes;
}

/** The rates of which there is anything to attribute: those that were named, and those that happened. */
function measuresOf({ cells }: Plan, named: readonly Attributed[]): Attributed[] {
  const happened = RATES.filter((measure) =>
    cells.some(({ tally }) => [...tally.languages.values()].some((outcomes) => outcomes.has({ measure }))),
  );
  return [...new Set([...named, ...happened])];
}

function sharesIn({ factors }: Plan, contrasts: Contrasts, measure: Attributed): Share[] {
  const counted = contrasts.rates(measure);
  const levels = counted.map(({ cell }) =>
    factors.map(({ name, levels: all }) => all.indexOf(levelIn(cell, name))),
  );
  const rates = counted.map(({ rates: own }) => own);
  const found = sharesOf(levels, rates) ?? [];
  return found.map(({ term: [one, other], share }): Share => {
    const name = (at: number): string => factors[at]?.name ?? '';
    return { measure, factors: other === undefined ? [name(one)] : [name(one), name(other)], share };
  });
}

/** The factors that bring a rate about. */
const mattersIn = (causes: readonly Cause[], measure: Attributed): string[] => [
  ...new Set(
    causes
      .filter((cause) => cause.measure === measure)
      .flatMap((cause) => stepsOfCause(cause).map(({ factor }) => factor)),
  ),
];

/** What the cells say; undefined where they are no plan: fewer than two, or no factor with two levels. */
export function attribute(
  cells: readonly TalliedCell[],
  { inference, named, removes }: Attributing,
): Attribution | undefined {
  const plan = planOf(cells);
  if (plan === null) return undefined;
  const contrasts = new Contrasts(plan, inference);
  const measures = measuresOf(plan, named);
  const effects = effectsOf(plan, contrasts, measures, named);
  const causes = causesIn(plan, contrasts, measures, effects);
  const caused = measures.filter((measure) => causes.some((cause) => cause.measure === measure));
  return {
    factors: plan.factors,
    cells: plan.cells.map(({ target, factors }) => ({ target, factors })),
    effects,
    shares: caused.flatMap((measure) => sharesIn(plan, contrasts, measure)),
    causes,
    remedies: caused.flatMap(
      (measure) => remedyOf(plan, contrasts, measure, mattersIn(causes, measure), removes, inference) ?? [],
    ),
  };
}
