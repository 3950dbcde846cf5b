/** Simulated answers whose tokens are drawn by known probabilities, of prompts that differ in how easily they slip. Seeded. */

import { betaQuantile } from '../../reports/statistics/beta.js';

/** An answer: whether it slipped, the hazards up to the first slip, and all of them. */
export interface SimulatedAnswer {
  readonly slipped: number;
  /** Sum of the hazards up to and with the first slip. */
  readonly hazard: number;
  /** The probability of no slip by the product over all places, also those behind a slip. */
  readonly product: number;
}

/** Kinds of answers, from those that are likeliest to slip to those that hardly do. */
const KINDS = 200;

/** How much the answers to one prompt differ in how easily they slip, as a correlation. */
const WITHIN = 0.3;

const known = new Map<number, Float64Array>();

/** Probabilities of slipping of the answers to a prompt whose rate is this. */
function answersOf(rate: number): Float64Array {
  const rounded = Math.max(1e-6, Number(rate.toPrecision(2)));
  const made =
    known.get(rounded) ??
    Float64Array.from({ length: KINDS }, (_, i) => {
      const weight = 1 / WITHIN - 1;
      return betaQuantile((i + 0.5) / KINDS, rounded * weight, (1 - rounded) * weight);
    });
  known.set(rounded, made);
  return made;
}

/** Places of an answer, and those at which it may slip. */
const PLACES = 60;
const RISKY = 6;

/** Hazard at each place behind a slip: what has slipped once goes on so. */
const AFTER = 0.05;

/** The rate that answers of a prompt with this rate truly have: that of the kinds. */
export function trueRate(rate: number): number {
  const kinds = answersOf(rate);
  return kinds.reduce((sum, one) => sum + one, 0) / KINDS;
}

/** Draws an answer to a prompt. */
export function drawAnswer(rate: number, random: () => number): SimulatedAnswer {
  const kinds = answersOf(rate);
  const probability = Math.min(0.999, kinds[Math.floor(random() * KINDS)] ?? 0);
  const weights = Array.from({ length: RISKY }, () => random() ** 3 + 1e-6);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let [slipped, hazard, product] = [0, 0, 1];
  for (let place = 0; place < PLACES; place++) {
    const i = place % (PLACES / RISKY) === 0 ? place / (PLACES / RISKY) : -1;
    const own = i < 0 ? 0 : 1 - (1 - probability) ** ((weights[i] ?? 0) / whole);
    const here = slipped === 1 ? Math.max(own, AFTER) : own;
    product *= 1 - here;
    if (slipped === 1) continue;
    hazard += here;
    if (random() < here) slipped = 1;
  }
  return { slipped, hazard, product };
}
