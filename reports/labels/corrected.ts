/** Rates that labels correct, of a target. */

import { correctedRate, type Labelled, labelsToDo } from '../statistics/index.js';
import type { Correctable } from './draw.js';
import type { LabelledDraw } from './labels.js';

/** What was labelled of a stratum: `of` answers of which so many were looked at, and so many of those have what is counted. */
export interface LabelledStratum extends Labelled {
  readonly of: number;
}

/** A rate by labels, beside the detector's own. Fractions 0..1 with the ends of the 95% interval, which carries the detector's errors. */
export interface CorrectedRate {
  readonly measure: Correctable;
  readonly language: string;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
  readonly flagged: LabelledStratum;
  readonly unflagged: LabelledStratum;
  /** Labels with which the interval would be at most a quarter wider than with labels of all answers. */
  readonly enough: number;
  /** Version of the detector that flagged what was drawn. */
  readonly detector: string;
}

/** What tells how many answers of a rate tell something of their own, as a share of them. */
export type Independence = (measure: Correctable, language: string) => number;

function ofStratum({ draw, labels }: LabelledDraw, target: string, flagged: boolean): LabelledStratum {
  const strata = draw.strata.filter((one) => one.target === target && one.flagged === flagged);
  const said = strata.flatMap(({ keys }) => keys.map((key) => labels.get(key)));
  return {
    of: strata.reduce((sum, { of }) => sum + of, 0),
    labels: said.filter((present) => typeof present === 'boolean').length,
    positive: said.filter((present) => present === true).length,
  };
}

function correctedBy(drawn: LabelledDraw, target: string, independence: Independence): CorrectedRate[] {
  const { rate: measure, language, detector } = drawn.draw;
  const [flagged, unflagged] = [ofStratum(drawn, target, true), ofStratum(drawn, target, false)];
  const trials = flagged.of + unflagged.of;
  const of = { flagged: flagged.of, trials, effective: trials * independence(measure, language) };
  const found = correctedRate(of, flagged, unflagged);
  if (found === null) return [];
  return [
    { measure, language, ...found, flagged, unflagged, enough: labelsToDo(of, flagged, unflagged), detector },
  ];
}

/** The corrected rates of a target: of each measure and language by the last draw that has labels of both kinds of answers. */
export function correctedRates(
  draws: readonly LabelledDraw[],
  target: string,
  independence: Independence,
): CorrectedRate[] {
  const found = new Map<string, CorrectedRate>();
  for (const drawn of draws)
    for (const one of correctedBy(drawn, target, independence))
      found.set(`${one.measure} ${one.language}`, one);
  return [...found.values()];
}
