/** Ranks that a comparison of all pairs leaves open. */

/** Two of those that are ranked, by their places, with what their comparison came to. */
export interface Beaten {
  /** Places of the one that is better beyond doubt, and of the one that is worse. */
  readonly better: number;
  readonly worse: number;
}

/** Ranks from 1, the best. */
export interface RankSet {
  readonly low: number;
  readonly high: number;
}

/**
 * For each of `n` the ranks that it may have: from one more than are better beyond doubt to `n` less those that are worse. With all pairs tested together at one level,
 * all sets together hold the true ranks with one minus that probability (Mogstad, Romano, Shaikh and Wilhelm, Review of Economic Studies 91, 2024, 476-518, 3.1).
 */
export function rankSets(n: number, beaten: readonly Beaten[]): RankSet[] {
  const sets = Array.from({ length: n }, () => ({ low: 1, high: n }));
  for (const { better, worse } of beaten) {
    const [winner, loser] = [sets[better], sets[worse]];
    if (winner === undefined || loser === undefined) continue;
    winner.high--;
    loser.low++;
  }
  return sets;
}
