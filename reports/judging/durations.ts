/** What durations come to, clustered by prompt: counts of fixed buckets and what tells how alike those of one prompt are, in whole numbers that add up exactly. */

import * as v from 'valibot';
import {
  BUCKETS,
  bucketBounds,
  bucketLog,
  effectiveOf,
  intraclass,
  type Ordered,
  type Quantiles,
  quantilesIn,
} from '../statistics/index.js';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

export const storedDurations = v.strictObject({
  /** Durations in each bucket. */
  counts: v.array(v.strictTuple([v.pipe(whole, v.maxValue(BUCKETS - 1)), whole])),
  /** Of prompts with so many durations how many there are, and the squares of the sums of their logarithms, in decimal digits: JSON's readers take larger numbers than 2^53 for others. */
  prompts: v.array(
    v.strictTuple([
      whole,
      whole,
      v.pipe(
        v.string(),
        v.regex(/^\d{1,60}$/),
        v.transform((digits) => BigInt(digits)),
      ),
    ]),
  ),
});

type Sizes = Map<number, { readonly prompts: number; readonly squares: bigint }>;

/** Rank from 1 of values in buckets that are sorted. */
function orderedBuckets(counts: ReadonlyMap<number, number>): Ordered {
  const buckets = [...counts.keys()].sort((a, b) => a - b);
  let n = 0;
  const ends = buckets.map((bucket) => {
    n += counts.get(bucket) ?? 0;
    return n;
  });
  return { n, at: (rank) => bucketBounds(buckets[ends.findIndex((end) => rank <= end)] ?? 0) };
}

export class Durations {
  readonly #counts = new Map<number, number>();
  readonly #sizes: Sizes = new Map();

  /** Adds all of a prompt, each by its bucket; a prompt has no further ones. */
  add(buckets: readonly number[]): void {
    if (buckets.length === 0) return;
    let sum = 0;
    for (const bucket of buckets) {
      this.#count(bucket, 1);
      sum += bucketLog(bucket);
    }
    this.#size(buckets.length, 1, BigInt(sum) ** 2n);
  }

  #count(bucket: number, more: number): void {
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + more);
  }

  #size(size: number, more: number, added: bigint): void {
    const { prompts, squares } = this.#sizes.get(size) ?? { prompts: 0, squares: 0n };
    this.#sizes.set(size, { prompts: prompts + more, squares: squares + added });
  }

  /** Adds those of other prompts. */
  merge(other: Durations): void {
    for (const [bucket, n] of other.#counts) this.#count(bucket, n);
    for (const [size, { prompts, squares }] of other.#sizes) this.#size(size, prompts, squares);
  }

  /** Null where there is none. Of durations that are of one bucket any may be any of it: intervals reach to its ends. */
  quantiles(): Quantiles | null {
    const { n, squares, likeness } = this.#alike();
    return quantilesIn(orderedBuckets(this.#counts), (p) => effectiveOf(n, squares, likeness, p));
  }

  /** Their number, the squares of their numbers by prompt, and how alike the logarithms of those of a prompt are. */
  #alike(): { readonly n: number; readonly squares: number; readonly likeness: number } {
    let [n, sum, square] = [0, 0, 0];
    for (const [bucket, times] of this.#counts) {
      const log = bucketLog(bucket);
      n += times;
      sum += times * log;
      square += times * log * log;
    }
    let [k, squares, means] = [0, 0, 0];
    for (const [size, { prompts, squares: sums }] of this.#sizes) {
      k += prompts;
      squares += size * size * prompts;
      means += Number(sums) / size;
    }
    const likeness = intraclass({ k, n, squares, between: means - (sum * sum) / n, within: square - means });
    return { n, squares, likeness };
  }

  toJSON(): v.InferInput<typeof storedDurations> {
    return {
      counts: [...this.#counts].sort(([a], [b]) => a - b),
      prompts: Array.from(this.#sizes, ([size, { prompts, squares }]): [number, number, string] => [
        size,
        prompts,
        String(squares),
      ]).sort(([a], [b]) => a - b),
    };
  }

  static fromJSON({ counts, prompts }: v.InferOutput<typeof storedDurations>): Durations {
    const durations = new Durations();
    for (const [bucket, n] of counts) durations.#count(bucket, n);
    for (const [size, n, squares] of prompts) durations.#size(size, n, squares);
    return durations;
  }
}
