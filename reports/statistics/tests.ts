/** Tests of "no difference": p values, two-sided, in 0..1. */

import { normalTail } from './normal.js';

const factorials: number[] = [0];

/** From here on Stirling's series (Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 6.1.41) is exact to the last digits. */
const LARGE = 1 << 20;

/** ln(n!) for a whole n >= 0: by addition, the sums are kept; of a large one by Stirling's series. */
function lnFactorial(n: number): number {
  if (n > LARGE)
    return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * n) - 1 / (360 * n ** 3);
  for (let next = factorials.length; next <= n; next++)
    factorials.push((factorials[next - 1] as number) + Math.log(next));
  return factorials[n] as number;
}

/** ln of the number of ways to choose k of n. */
function lnChoose(n: number, k: number): number {
  return lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);
}

/** What rounding may make of two equal likelihoods. */
const TIE = 1e-7;

/**
 * Fisher's exact test of a 2 x 2 table (Statistical Methods for Research Workers, 1934, 21.02): the probability of all tables with
 * the same margins that are no likelier than this one. For samples that share no prompts.
 */
export function fisher(events1: number, trials1: number, events2: number, trials2: number): number {
  const events = events1 + events2;
  const lnAll = lnChoose(trials1 + trials2, events);
  const ln = (k: number): number => lnChoose(trials1, k) + lnChoose(trials2, events - k) - lnAll;
  const limit = ln(events1) + TIE;
  let p = 0;
  for (let k = Math.max(0, events - trials2); k <= Math.min(trials1, events); k++) {
    if (ln(k) <= limit) p += Math.exp(ln(k));
  }
  return Math.min(1, p);
}

/**
 * Twice the smaller tail of the same tables, this one counted half: mid-P (Lancaster, JASA 56, 1961, 223-234). A tail is what one side tells; to add up what is no likelier on the other side
 * would make it depend on whether both sides have just as many samples.
 */
export function fisherMid(events1: number, trials1: number, events2: number, trials2: number): number {
  const events = events1 + events2;
  // How likely a table is beside the one with an event less: a ratio of whole numbers, so small tables come out exactly.
  const beside = (k: number): number => ((trials1 - k + 1) * (events - k + 1)) / (k * (trials2 - events + k));
  let [above, below] = [0, 0];
  for (let k = events1 + 1, likely = 1; k <= Math.min(trials1, events); k++) {
    likely *= beside(k);
    above += likely;
  }
  for (let k = events1, likely = 1; k > Math.max(0, events - trials2); k--) {
    likely /= beside(k);
    below += likely;
  }
  const all = above + below + 1;
  // Beyond what numbers hold this table has next to no chance.
  return Number.isFinite(all) ? Math.min(1, (2 * Math.min(above, below) + 1) / all) : 0;
}

/** Most steps of the exact computation; beyond, thousands of prompts differ and the sum is as good as normal. */
const EXACT_STEPS = 2e7;

/**
 * Sign-flip test (Fisher, The Design of Experiments, 1935, 21): if target and target were the same, each prompt's difference could
 * as well have had the other sign. `differences` are whole numbers, one a prompt: events of one target minus events of the other
 * over the same repeats. With one repeat this is McNemar's exact test.
 */
export const signFlip = (differences: readonly number[]): number => flips(differences).p;

/** The same, with whether it is exact, which it is up to so many steps, or taken for normal. */
export function flips(
  differences: readonly number[],
  most = EXACT_STEPS,
): { readonly p: number; readonly exact: boolean } {
  const sizes = differences.filter((difference) => difference !== 0).map(Math.abs);
  const observed = Math.abs(differences.reduce((sum, difference) => sum + difference, 0));
  if (sizes.length === 0) return { p: 1, exact: true };
  const largest = sizes.reduce((sum, size) => sum + size, 0);
  if (largest === sizes.length) return { p: binomialTails(sizes.length, observed), exact: true };
  if (largest * sizes.length <= most) return { p: chanceOfSum(sizes, largest, observed), exact: true };
  const deviation = Math.sqrt(sizes.reduce((sum, size) => sum + size * size, 0));
  // Sums are twice the common divisor of the sizes apart: half of that is the correction for continuity.
  const distance = Math.max(0, observed - sizes.reduce(commonDivisor)) / deviation;
  return { p: Math.min(1, 2 * normalTail(distance)), exact: false };
}

/** The chance that these sizes, each with either sign, add up to `observed` or more on either side; `largest` is their sum. */
function chanceOfSum(sizes: readonly number[], largest: number, observed: number): number {
  // chance[s]: probability that the sizes given the plus sign add up to s; the statistic is then 2s - largest.
  const chance = new Float64Array(largest + 1);
  chance[0] = 1;
  let reach = 0;
  for (const size of sizes) {
    reach += size;
    for (let s = reach; s >= 0; s--) {
      chance[s] = ((chance[s] as number) + (s >= size ? (chance[s - size] as number) : 0)) / 2;
    }
  }
  let p = 0;
  for (let s = 0; s <= largest; s++) if (Math.abs(2 * s - largest) >= observed) p += chance[s] as number;
  return Math.min(1, p);
}

/** The same with half the probability of just this sum: mid-P. Of few differences: it is always exact. */
export function signFlipMid(differences: readonly number[]): number {
  const sum = Math.abs(differences.reduce((total, difference) => total + difference, 0));
  const sizes = differences.filter((difference) => difference !== 0).map(Math.abs);
  let [at, beyond] = [0, 0];
  for (const [value, chance] of chancesOf(sizes)) {
    if (Math.abs(value) === sum) at += chance;
    if (Math.abs(value) > sum) beyond += chance;
  }
  return Math.min(1, beyond + at / 2);
}

/** The chance of each sum of these sizes, each with either sign. */
function chancesOf(sizes: readonly number[]): ReadonlyMap<number, number> {
  let chances = new Map([[0, 1]]);
  for (const size of sizes) {
    const next = new Map<number, number>();
    for (const [sum, chance] of chances)
      for (const value of [sum + size, sum - size]) next.set(value, (next.get(value) ?? 0) + chance / 2);
    chances = next;
  }
  return chances;
}

/** Probability that `n` fair coins differ from even by `observed` or more: |heads - tails| >= observed. */
function binomialTails(n: number, observed: number): number {
  let p = 0;
  for (let tails = 0; n - 2 * tails >= observed && 2 * tails <= n; tails++) {
    p += Math.exp(lnChoose(n, tails) - n * Math.LN2) * (2 * tails === n ? 1 : 2);
  }
  return Math.min(1, p);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

/**
 * Holm's adjustment (Scandinavian Journal of Statistics 6, 1979, 65-70): p values that may each be held against one level while the
 * chance of any false alarm among all of them stays under it. In the order given.
 */
export function holm(values: readonly number[]): number[] {
  const order = values.map((value, i) => ({ value, i })).sort((a, b) => a.value - b.value);
  const adjusted = new Array<number>(values.length).fill(1);
  let highest = 0;
  for (const [rank, { value, i }] of order.entries()) {
    highest = Math.max(highest, Math.min(1, value * (values.length - rank)));
    adjusted[i] = highest;
  }
  return adjusted;
}
