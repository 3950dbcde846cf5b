/** Numbers at random from a seed: the same ones on every machine. */

import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A whole number from 0 to `most`. */
export type Int = (most: number) => number;

export function seeded(seed: number): Int {
  const generator = xoroshiro128plus(seed);
  return (most) => uniformInt(generator, 0, most);
}

/** Puts numbers into a random order, in place (Fisher and Yates). */
export function shuffle(numbers: Int32Array, int: Int): Int32Array {
  for (let i = numbers.length - 1; i > 0; i--) {
    const j = int(i);
    const one = numbers[i] as number;
    numbers[i] = numbers[j] as number;
    numbers[j] = one;
  }
  return numbers;
}

/** One of a list that has any. */
export const oneOf = <Value>(values: readonly Value[], int: Int): Value =>
  values[int(values.length - 1)] as Value;
