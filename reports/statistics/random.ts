/** Numbers as if by chance, the same ones for the same seed, on every machine. */

import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Mulberry32: uniform in 0..1; `seed` is a whole number. */
export function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 to `most`, by chance. */
export type Int = (most: number) => number;

/** Whole numbers by a whole number of 32 bits. */
export function seeded(seed: number): Int {
  const generator = xoroshiro128plus(seed);
  return (most) => uniformInt(generator, 0, most);
}

/** The values in a random order (Fisher and Yates). */
export function shuffled<Value extends {}>(values: readonly Value[], int: Int): Value[] {
  const order = [...values];
  for (let i = order.length - 1; i > 0; i--) {
    const j = int(i);
    const [one, other] = [order[i], order[j]];
    if (one === undefined || other === undefined) continue;
    [order[i], order[j]] = [other, one];
  }
  return order;
}
