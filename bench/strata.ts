/** How often the 95% interval of a stratified rate holds the true value, by simulation: a vocabulary of classes of very different sizes and shares. */

import { stratifiedRate } from '../reports/statistics/index.js';
import { allocated } from '../vocabulary/probe/allocate.js';
import { uniform } from './simulated/prompts.js';

/** Tokens of classes as o200k_base has them: Latin, digits and signs, Han, Cyrillic, Arabic, and on to scripts of one token. */
const SIZES = [
  117_000, 18_000, 7_400, 12_500, 8_900, 8_700, 4_200, 3_900, 2_900, 2_600, 2_400, 2_200, 1_800, 1_500, 900,
  700, 500, 400, 300, 200, 100, 80, 60, 40, 20, 12, 8, 5, 3, 2, 1, 1,
] as const;

/** Shares of the classes, in order; the last one is that of all further ones. */
export const SHARES = {
  'each 4.9%': [0.049],
  'each 1%': [0.01],
  'each 0.1%': [0.001],
  none: [0],
  'one class 30%, all others 0.05%': [0.0005, 0.0005, 0.3, 0.0005],
  'the largest 1%, no other': [0.01, 0],
  'small ones half, no large one': [0, 0, 0, 0, 0, 0, 0, 0.5],
  'each half': [0.5],
  'each 97%': [0.97],
} as const satisfies Readonly<Record<string, readonly number[]>>;

export interface StrataSetting {
  readonly sample: number;
  readonly shares: readonly number[];
  readonly runs: number;
  readonly seed: number;
}

/** The share of simulated samples whose interval holds the true rate, and the mean width of the intervals. */
export function coverageOfStrata({ sample, shares, runs, seed }: StrataSetting): {
  readonly held: number;
  readonly width: number;
} {
  const random = uniform(seed);
  const events = SIZES.map((size, i) => Math.round(size * (shares[i] ?? shares.at(-1) ?? 0)));
  const total = SIZES.reduce((sum: number, size) => sum + size, 0);
  const truth = events.reduce((sum, one) => sum + one, 0) / total;
  const trials = allocated(SIZES, sample);
  /** Events among tokens that are drawn without putting any back. */
  const drawn = (i: number): number => {
    const [size, all] = [SIZES[i] ?? 0, events[i] ?? 0];
    let found = 0;
    for (let n = 0; n < (trials[i] ?? 0); n++) if (random() * (size - n) < all - found) found++;
    return found;
  };
  let [held, width] = [0, 0];
  for (let run = 0; run < runs; run++) {
    const rate = stratifiedRate(
      SIZES.map((population, i) => ({ population, trials: trials[i] ?? 0, events: drawn(i) })),
    );
    if (rate === null) continue;
    if (rate.low <= truth && truth <= rate.high) held++;
    width += rate.high - rate.low;
  }
  return { held: held / runs, width: width / runs };
}
