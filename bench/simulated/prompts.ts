/** Simulated answers: prompts that differ in how easily they slip, each asked several times of two targets. Seeded. */

import { betaQuantile } from '../../reports/statistics/beta.js';
import type { ClusterPair } from '../../reports/statistics/index.js';

export { uniform } from '../../reports/statistics/index.js';

/** A standard normal number (Box and Muller). */
export const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Kinds of prompts, from the hardest to the easiest. */
export const KINDS = 400;

/** The rates of prompts of all kinds. */
export interface Difficulty {
  readonly rates: Float64Array;
  readonly mean: number;
}

const known = new Map<string, Difficulty>();

/** Rates of prompts that are beta distributed around `rate`, so that two answers to one prompt have the correlation `icc`. */
export function difficulty(rate: number, icc: number): Difficulty {
  const name = `${rate} ${icc}`;
  const made = known.get(name);
  if (made !== undefined) return made;
  const weight = 1 / icc - 1;
  const rates = Float64Array.from({ length: KINDS }, (_, i) =>
    icc === 0 ? rate : betaQuantile((i + 0.5) / KINDS, rate * weight, (1 - rate) * weight),
  );
  const found = { rates, mean: rates.reduce((sum, one) => sum + one, 0) / KINDS };
  known.set(name, found);
  return found;
}

export function eventsOf(rate: number, repeats: number, random: () => number): number {
  let events = 0;
  for (let i = 0; i < repeats; i++) if (random() < rate) events++;
  return events;
}

export interface Asked {
  readonly prompts: number;
  readonly repeats: number;
  /** Whether what is hard for one target is hard for the other; else they have nothing to do with each other. */
  readonly shared: boolean;
}

/** Answers of a candidate and a baseline to one prompt. */
export function drawOne(
  { repeats, shared }: Omit<Asked, 'prompts'>,
  candidate: Difficulty,
  baseline: Difficulty,
  random: () => number,
): ClusterPair {
  const kind = Math.floor(random() * KINDS);
  const other = shared ? kind : Math.floor(random() * KINDS);
  return {
    trials: repeats,
    candidate: eventsOf(candidate.rates[kind] as number, repeats, random),
    baseline: eventsOf(baseline.rates[other] as number, repeats, random),
  };
}

/** The same of many prompts. */
export const draw = (
  { prompts, ...asked }: Asked,
  candidate: Difficulty,
  baseline: Difficulty,
  random: () => number,
): ClusterPair[] => Array.from({ length: prompts }, () => drawOne(asked, candidate, baseline, random));

/** Within 50% of a rate, in tenths of it. */
export const around = (rate: number, random: () => number): number =>
  rate * (0.5 + Math.floor(random() * 11) / 10);
