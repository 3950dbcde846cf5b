/**
 * Tests of a mean that may be looked at after every observation: what bets on it have won. Under the hypothesis no strategy of bets is expected to win, so wealth of 1 / alpha at any time has a
 * probability of alpha at most (Ville, Étude critique de la notion de collectif, 1939; Waudby-Smith and Ramdas, Estimating means of bounded random variables by betting, Journal of the Royal
 * Statistical Society B 86, 2024, 1-27).
 */

import type { Interval } from './intervals.js';

/** What is observed: a difference of two rates, -1..1, or a rate, 0..1. */
export type Observed = 'difference' | 'rate';

/** The hypothesis that the mean is `at` or more (`atLeast`), or `at` or less (`atMost`). */
export interface Hypothesis {
  readonly observed: Observed;
  readonly mean: 'atLeast' | 'atMost';
  readonly at: number;
  /** The mean that should be told from it soonest: less, or more, than `at`. */
  readonly aim: number;
}

/** The part of the largest bet that could still be paid. */
const MOST = 0.95;

/** Fixed bets beside the one that is aimed: each half of the one before. They tell means that are far from the aim. */
const FIXED = 9;

/** The share of the wealth that is laid by the aimed bet, at first (`npm run bench:until`). */
const AIMED = 0.75;

/** So many observations of the largest size stand before the first: who bets on nothing seen would lose all by the first event. */
const BEFORE = 0.5;

const HALVINGS = 48;

/** A gain or loss of one unit laid, and how often it is expected. */
type Expected = readonly (readonly [gain: number, weight: number])[];

/** The bet, up to `most`, under which the logarithm of wealth is expected to grow fastest (Kelly, Bell System Technical Journal 35, 1956, 917-926). */
function kelly(expected: Expected, most: number): number {
  const slope = (bet: number): number =>
    expected.reduce((sum, [gain, weight]) => sum + (weight * gain) / (1 + bet * gain), 0);
  if (slope(0) <= 0) return 0;
  if (slope(most) >= 0) return most;
  let [low, high] = [0, most];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Sizes that were observed, and how often; the sign of a difference is left out. */
type Sizes = ReadonlyMap<number, number>;

/** The outcomes to expect where the mean is `aim`, by the sizes so far: those of differences fall to either side, those of rates come more or less often. */
function outcomesOf(observed: Observed, sizes: Sizes, aim: number): Expected {
  let [n, sum] = [0, 0];
  for (const [size, times] of sizes) {
    n += times;
    sum += size * times;
  }
  const part = aim / (sum / n);
  if (observed === 'difference') {
    const lean = Math.max(-1, Math.min(1, part));
    return [...sizes].flatMap(([size, times]) =>
      size === 0
        ? [[0, times] as const]
        : [[size, (times * (1 + lean)) / 2] as const, [-size, (times * (1 - lean)) / 2] as const],
    );
  }
  const seen = [...sizes].filter(([size]) => size > 0);
  const events = seen.reduce((all, [, times]) => all + times, 0);
  const often = Math.min(part, n / events);
  return [[0, n - often * events] as const, ...seen.map(([size, times]) => [size, times * often] as const)];
}

/** Bets against a hypothesis, and what they have won. */
export class Bets {
  readonly #hypothesis: Hypothesis;
  readonly #most: number;
  readonly #sizes = new Map([[1, BEFORE]]);
  /** Logarithms of the wealth of the aimed bet and of each fixed one. */
  readonly #won = new Float64Array(1 + FIXED);

  constructor(hypothesis: Hypothesis) {
    const { observed, mean, at } = hypothesis;
    this.#hypothesis = hypothesis;
    const lowest = observed === 'rate' ? 0 : -1;
    // The most that one unit can lose.
    const loss = mean === 'atLeast' ? 1 - at : at - lowest;
    this.#most = MOST / Math.max(loss, 1e-3);
  }

  #gain(value: number): number {
    const { mean, at } = this.#hypothesis;
    return mean === 'atLeast' ? at - value : value - at;
  }

  #aimed(): number {
    const { observed, aim } = this.#hypothesis;
    const expected = outcomesOf(observed, this.#sizes, aim).map(
      ([value, weight]) => [this.#gain(value), weight] as const,
    );
    return kelly(expected, this.#most);
  }

  /** Takes note of an observation on which nothing was laid. */
  watch(value: number): void {
    const size = Math.abs(value);
    this.#sizes.set(size, (this.#sizes.get(size) ?? 0) + 1);
  }

  /** The bet is made by what was observed before. */
  observe(value: number): void {
    const gain = this.#gain(value);
    const won = this.#won;
    if (gain !== 0) {
      won[0] = (won[0] as number) + Math.log1p(this.#aimed() * gain);
      for (let i = 0; i < FIXED; i++)
        won[i + 1] = (won[i + 1] as number) + Math.log1p(this.#most * 0.5 ** i * gain);
    }
    this.watch(value);
  }

  /** Natural logarithm of the wealth, which was 1 at first: an e-value. */
  get lnWealth(): number {
    const highest = Math.max(...this.#won);
    const [aimed = 0, ...fixed] = Array.from(this.#won, (one) => Math.exp(one - highest));
    const sum = AIMED * aimed + ((1 - AIMED) / FIXED) * fixed.reduce((all, one) => all + one, 0);
    return highest + Math.log(sum);
  }
}

/** The most that bets against a hypothesis had won at any time; its natural logarithm. */
export function mostWon(hypothesis: Hypothesis, values: Iterable<number>): number {
  const bets = new Bets(hypothesis);
  let most = 0;
  for (const value of values) {
    bets.observe(value);
    most = Math.max(most, bets.lnWealth);
  }
  return most;
}

/** Halvings of an interval's end: to a hundredth of a point and better. */
const FINE = 14;

/** The place between `out`, which is rejected, and `kept`, which is not, where that changes. */
function edge(out: number, kept: number, isRejected: (at: number) => boolean): number {
  let [far, near] = [out, kept];
  for (let i = 0; i < FINE; i++) {
    const middle = (far + near) / 2;
    if (isRejected(middle)) far = middle;
    else near = middle;
  }
  return far;
}

/**
 * A confidence sequence's interval: all means that bets of both directions have never rejected at `alpha` each. `aimOf` says what each hypothesis is to be told from. Rates 0..1,
 * differences -1..1.
 */
export function sequentialInterval(
  observed: Observed,
  values: readonly number[],
  alpha: number,
  aimOf: (mean: Hypothesis['mean'], at: number) => number,
): Interval {
  const least = observed === 'rate' ? 0 : -1;
  if (values.length === 0) return { low: least, high: 1 };
  const centre = values.reduce((sum, one) => sum + one, 0) / values.length;
  const rejects =
    (mean: Hypothesis['mean']) =>
    (at: number): boolean =>
      mostWon({ observed, mean, at, aim: aimOf(mean, at) }, values) >= -Math.log(alpha);
  const [below, above] = [rejects('atMost'), rejects('atLeast')];
  return {
    low: below(least) ? edge(least, centre, below) : least,
    high: above(1) ? edge(1, centre, above) : 1,
  };
}

/** An e-value of a family, with its share of the family's wealth. */
export interface Weighted {
  readonly lnWealth: number;
  /** 0..1; those of a family add up to 1 at most. What is left belongs to hypotheses of which nothing was observed. */
  readonly weight: number;
}

/**
 * e-values that may each be held against 1 / alpha while the chance of any false alarm among all of them stays under alpha, at any time: the least weighted mean over all sets of the family
 * that hold it (closed testing: Vovk and Wang, E-values: calibration, combination and applications, Annals of Statistics 49, 2021, 1736-1754, algorithm 1). Natural logarithms, in the order given.
 */
export function adjustedWealth(family: readonly Weighted[]): number[] {
  const rest = Math.max(0, 1 - family.reduce((sum, { weight }) => sum + weight, 0));
  const others = [...family.entries()].sort(([, a], [, b]) => a.lnWealth - b.lnWealth);
  return family.map(({ lnWealth, weight }, own) => {
    // In units of its own wealth, so that none overflows.
    let [wealth, all] = [weight, weight];
    const join = (ln: number, share: number): void => {
      const other = Math.exp(Math.min(0, ln - lnWealth));
      if (ln >= lnWealth || other >= wealth / all) return;
      wealth += share * other;
      all += share;
    };
    const least = [...others.filter(([i]) => i !== own).map(([, one]) => one), { lnWealth: 0, weight: rest }];
    for (const one of least.sort((a, b) => a.lnWealth - b.lnWealth)) join(one.lnWealth, one.weight);
    return lnWealth + Math.log(wealth / all);
  });
}
