/** Simulated series: prompts that differ in how easily they slip, each asked several times at every step. Seeded. */

import type { AtStep, Stratum } from '../../reports/statistics/index.js';
import { type Difficulty, eventsOf, KINDS } from './prompts.js';

export interface AskedAlong {
  readonly prompts: number;
  readonly repeats: number;
  /** Where the steps stand. */
  readonly at: readonly number[];
  /** The part of its steps that a prompt lacks. */
  readonly missing: number;
}

/** What is hard at one step is hard at the others: a prompt has its kind throughout. */
export const drawSeries = (
  { prompts, repeats, at, missing }: AskedAlong,
  rates: readonly Difficulty[],
  random: () => number,
): Stratum[] =>
  Array.from({ length: prompts }, () => {
    const kind = Math.floor(random() * KINDS);
    return at.flatMap((x, step): AtStep[] => {
      if (missing > 0 && random() < missing) return [];
      return [{ at: x, trials: repeats, events: eventsOf(rates[step]?.rates[kind] ?? 0, repeats, random) }];
    });
  });
