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
const AIMED = 0.85;

/** A quarter of an observation of the largest size stands before the first: who bets on nothing seen would lose all by the first event. */
const BEFORE = 0.25;

/** Steps in which a bet is found: Newton's, which take five to ten, and a half of what is left where one would leave it. */
const STEPS = 100;

/** Gains and losses of one unit laid, and how often each is expected: those of the places before `n`. */
interface Expected {
  readonly gains: Float64Array;
  readonly weights: Float64Array;
  readonly n: number;
}

/** The bet, up to `most`, under which the logarithm of wealth is expected to grow fastest (Kelly, Bell System Technical Journal 35, 1956, 917-926). */
function kelly({ gains, weights, n }: Expected, most: number): number {
  let [slope, bend] = [0, 0];
  const look = (bet: number): void => {
    [slope, bend] = [0, 0];
    for (let i = 0; i < n; i++) {
      const gain = gains[i] as number;
      const rate = gain / (1 + bet * gain);
      const weight = weights[i] as number;
      slope += weight * rate;
      bend += weight * rate * rate;
    }
  };
  look(0);
  if (slope <= 0) return 0;
  let bet = Math.min(most, slope / bend);
  look(most);
  if (slope >= 0) return most;
  let [low, high] = [0, most];
  for (let step = 0; step < STEPS; step++) {
    look(bet);
    if (slope > 0) low = bet;
    else high = bet;
    const next = bet + slope / bend;
    const inside = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(inside - bet) <= 1e-15 * bet) return inside;
    bet = inside;
  }
  return bet;
}

/** Bets against a hypothesis, and what they have won. */
export class Bets {
  readonly #hypothesis: Hypothesis;
  readonly #most: number;
  /** Sizes that were observed, without the sign of a difference, and how often each; 0 stands first. */
  readonly #sizes: number[] = [0, 1];
  readonly #times: number[] = [0, BEFORE];
  #n = BEFORE;
  #sum = BEFORE;
  #gains = new Float64Array(8);
  #weights = new Float64Array(8);
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

  /** The outcomes to expect where the mean is the aim, by the sizes so far: those of differences fall to either side, those of rates come more or less often. */
  #expected(): Expected {
    const { observed, aim } = this.#hypothesis;
    const needed = 2 * this.#sizes.length;
    if (this.#gains.length < needed) {
      this.#gains = new Float64Array(2 * needed);
      this.#weights = new Float64Array(2 * needed);
    }
    const [gains, weights] = [this.#gains, this.#weights];
    const part = aim / (this.#sum / this.#n);
    const events = this.#n - (this.#times[0] ?? 0);
    const lean = Math.max(-1, Math.min(1, part));
    const often = Math.min(part, this.#n / events);
    let n = 0;
    const expect = (value: number, weight: number): void => {
      gains[n] = this.#gain(value);
      weights[n++] = weight;
    };
    expect(0, observed === 'rate' ? this.#n - often * events : (this.#times[0] ?? 0));
    for (let i = 1; i < this.#sizes.length; i++) {
      const [size, times] = [this.#sizes[i] ?? 0, this.#times[i] ?? 0];
      if (observed === 'rate') expect(size, times * often);
      else {
        expect(size, (times * (1 + lean)) / 2);
        expect(-size, (times * (1 - lean)) / 2);
      }
    }
    return { gains, weights, n };
  }

  /** Takes note of an observation on which nothing was laid. */
  watch(value: number): void {
    const size = Math.abs(value);
    const found = this.#sizes.indexOf(size);
    if (found < 0) this.#times[this.#sizes.push(size) - 1] = 1;
    else this.#times[found] = (this.#times[found] ?? 0) + 1;
    this.#n++;
    this.#sum += size;
  }

  /** The bet is made by what was observed before. */
  observe(value: number): void {
    const gain = this.#gain(value);
    const won = this.#won;
    if (gain !== 0) {
      won[0] = (won[0] as number) + Math.log1p(kelly(this.#expected(), this.#most) * gain);
      for (let i = 0; i < FIXED; i++)
        won[i + 1] = (won[i + 1] as number) + Math.log1p(this.#most * 0.5 ** i * gain);
    }
    this.watch(value);
  }

  /** Natural logarithm of the wealth, which was 1 at first: an e-value. */
  get lnWealth(): number {
    const won = this.#won;
    const highest = Math.max(...won);
    let sum = AIMED * Math.exp((won[0] as number) - highest);
    for (let i = 1; i <= FIXED; i++) sum += ((1 - AIMED) / FIXED) * Math.exp((won[i] as number) - highest);
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
  const all: readonly Weighted[] = [...family, { lnWealth: 0, weight: rest }];
  const upwards = all.toSorted((a, b) => a.lnWealth - b.lnWealth);
  return family.map((own) => {
    // In units of its own wealth, so that none overflows; those that are smaller than the mean so far make it smaller.
    let [wealth, weight] = [own.weight, own.weight];
    for (const other of upwards) {
      const size = Math.exp(other.lnWealth - own.lnWealth);
      if (size >= 1 || size >= wealth / weight) break;
      wealth += other.weight * size;
      weight += other.weight;
    }
    return own.lnWealth + Math.log(wealth / weight);
  });
}
