/** What cosines of many rows come to. */

/** Cosines under which rows are counted, as the published tables do, by the names that they have there. */
export const THRESHOLDS = ['0.95', '0.90'] as const;
export type Under = Readonly<Record<(typeof THRESHOLDS)[number], number>>;

/** Percentiles that are told: of a small model all stand far above the thresholds. */
export const PERCENTILES = ['0.1', '1', '5', '25', '50', '75', '95'] as const;
export type Percentiles = Readonly<Record<(typeof PERCENTILES)[number], number>>;

/** Means and the like are of rows that have a cosine; null where none has. */
export interface Summary {
  /** Rows, with those that have no cosine. */
  readonly tokens: number;
  readonly mean: number | null;
  readonly lowest: number | null;
  readonly under: Under;
  readonly percentiles: Percentiles | null;
}

/** Cosines between which rows are counted: from `from` on, below `to`; the last one has 1 as well. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly tokens: number;
}

const EDGES = [
  -1, 0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999, 0.99999, 1,
];

/** Of sorted values the first one that so many per cent of them do not exceed (nearest rank). */
const percentile = (sorted: Float64Array, percent: number): number =>
  sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;

const below = (sorted: Float64Array, value: number): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Cosines in their order, without the NaN of rows that have none. */
export function sortedOf(cosines: Float64Array): Float64Array {
  // NaN is sorted behind all numbers.
  const sorted = cosines.slice().sort();
  let end = sorted.length;
  while (end > 0 && Number.isNaN(sorted[end - 1])) end--;
  return sorted.subarray(0, end);
}

/** A number for each name, which is a number itself. */
const byName = <Name extends string>(names: readonly Name[], value: (name: number) => number) =>
  // What entries are made of is lost to the compiler.
  Object.fromEntries(names.map((one) => [one, value(Number(one))])) as Record<Name, number>;

/** Sums up the sorted cosines of so many rows. */
export function summarize(sorted: Float64Array, tokens: number): Summary {
  const under = byName(THRESHOLDS, (one) => below(sorted, one));
  const [lowest] = sorted;
  if (lowest === undefined) return { tokens, mean: null, lowest: null, under, percentiles: null };
  return {
    tokens,
    // From the lowest up, so that the order of rows does not matter.
    mean: sorted.reduce((sum, one) => sum + one, 0) / sorted.length,
    lowest,
    under,
    percentiles: byName(PERCENTILES, (one) => percentile(sorted, one)),
  };
}

/** How many of sorted cosines are between which. */
export function histogramOf(sorted: Float64Array): readonly Bin[] {
  return EDGES.slice(0, -1).map((from, i) => {
    const to = EDGES[i + 1] ?? 1;
    const end = to === 1 ? sorted.length : below(sorted, to);
    return { from, to, tokens: end - below(sorted, from) };
  });
}
