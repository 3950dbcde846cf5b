/** Many tests of one comparison, in a hierarchy: the chance of any false alarm among all of them stays under one level. */

/** A test among others. */
export interface Tested {
  /** Two-sided. */
  readonly p: number;
  /** The smallest p value that so few events could have come to, whichever way they had fallen. */
  readonly least: number;
  /** Which of the levels it stands on, 0 the highest. */
  readonly level: number;
  /** Index of the test whose part it is; undefined where that is none of them. */
  readonly parent?: number | undefined;
}

/** What became of a test among the others. */
export interface Adjusted {
  /** To be held against the level of all. */
  readonly p: number;
  /** The level at which the test itself was held: its interval is of 1 - alpha. */
  readonly alpha: number;
}

/**
 * Among how many tests a level is split: those that can come out significant at `alpha` by so many (Tarone, Biometrics 46, 1990, 515-522). The others take
 * nothing from them.
 */
function testable(least: readonly number[], alpha: number): number {
  for (let k = 1; ; k++) if (least.filter((value) => value <= alpha / k).length <= k) return k;
}

/** The shares of the whole level that the tests have at first: each of the `weights` is split evenly among the tests of its level. */
function firstShares(
  tests: readonly Pick<Tested, 'least' | 'level'>[],
  weights: readonly number[],
  alpha: number,
) {
  const shares = new Array<number>(tests.length).fill(0);
  const bounds = new Array<number>(tests.length).fill(0);
  const filled = weights.map((_, level) => tests.flatMap((test, i) => (test.level === level ? [i] : [])));
  const whole = weights.reduce((sum, weight, level) => sum + (filled[level]?.length ? weight : 0), 0) || 1;
  for (const [level, own] of filled.entries()) {
    const weight = (weights[level] ?? 0) / whole;
    const k = testable(
      own.map((i) => tests[i]?.least ?? 1),
      alpha * weight,
    );
    const bound = weight / k;
    const isTaker = (i: number): boolean => (tests[i]?.least ?? 1) <= alpha * bound;
    const takers = own.filter(isTaker).length;
    for (const i of own) (isTaker(i) ? shares : bounds)[i] = isTaker(i) ? weight / takers : bound;
  }
  return { shares, bounds };
}

/** What each of these tests may have of the level where none of them passes anything on. */
export function splitLevel(
  tests: readonly Pick<Tested, 'least' | 'level'>[],
  weights: readonly number[],
  alpha: number,
): number[] {
  const { shares, bounds } = firstShares(tests, weights, alpha);
  return shares.map((share, i) => share || (bounds[i] ?? 0));
}

/** How often each of these is there. */
function counted(of: readonly (number | undefined)[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const one of of) if (one !== undefined) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

/**
 * The shares when some tests are rejected: what a rejected one had goes to its parts, else to the others of its level, else to all that are left. They depend on
 * which are rejected alone and grow with them, so that stepwise rejection keeps the level (Bretz et al., Statistics in Medicine 28, 2009, 586-604). Nobody who
 * gives has taken: only those that are left do. 0 for those that are rejected.
 */
function sharesOf(
  tests: readonly Tested[],
  first: readonly number[],
  rejected: ReadonlySet<number>,
): number[] {
  const isLeft = (i: number): boolean => !rejected.has(i) && (first[i] ?? 0) > 0;
  const left = tests.filter((_, i) => isLeft(i));
  const parts = counted(left.map(({ parent }) => parent));
  const levels = counted(left.map(({ level }) => level));
  const given = new Map<number, number>();
  let toAll = 0;
  for (const i of rejected) {
    const [share, level] = [first[i] ?? 0, tests[i]?.level ?? 0];
    if (parts.has(i)) continue;
    if (levels.has(level)) given.set(level, (given.get(level) ?? 0) + share);
    else toAll += share;
  }
  return tests.map(({ level, parent }, i) => {
    if (!isLeft(i)) return 0;
    const ofParent =
      parent !== undefined && rejected.has(parent) ? (first[parent] ?? 0) / (parts.get(parent) ?? 1) : 0;
    const ofLevel = (given.get(level) ?? 0) / (levels.get(level) ?? 1);
    return (first[i] ?? 0) + ofParent + ofLevel + toAll / left.length;
  });
}

/** The tests at the level `alpha`, which is shared out among the levels by `weights`. In the order given. */
export function hierarchy(tests: readonly Tested[], weights: readonly number[], alpha: number): Adjusted[] {
  const { shares: first, bounds } = firstShares(tests, weights, alpha);
  const rejected = new Set<number>();
  const adjusted = new Array<number>(tests.length).fill(1);
  const alphas = new Array<number>(tests.length).fill(0);
  let highest = 0;
  for (;;) {
    const shares = sharesOf(tests, first, rejected);
    let best = -1;
    let ratio = Number.POSITIVE_INFINITY;
    for (const [i, { p }] of tests.entries()) {
      if (rejected.has(i)) continue;
      const share = shares[i] ?? 0;
      if (highest < alpha) alphas[i] = alpha * (share || (bounds[i] ?? 0));
      if (share > 0 && p / share < ratio) [best, ratio] = [i, p / share];
    }
    if (best < 0 || highest === 1) break;
    highest = Math.max(highest, Math.min(1, ratio));
    adjusted[best] = highest;
    rejected.add(best);
  }
  return adjusted.map((p, i) => ({ p, alpha: alphas[i] ?? 0 }));
}
