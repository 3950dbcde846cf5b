/** Seeded random choices. */

import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface Random {
  /** A whole number from `least` to `most`, both included. */
  readonly int: (least: number, most: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  /** True with that probability. */
  readonly chance: (share: number) => boolean;
  /** So many bytes. */
  readonly bytes: (length: number) => Buffer;
}

/** The choices of a seed, any text. */
export function seeded(seed: string): Random {
  let state = 0;
  for (const letter of seed) state = (Math.imul(state, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  const generator = xoroshiro128plus(state);
  const int = (least: number, most: number): number => uniformInt(generator, least, most);
  return {
    int,
    pick(from) {
      const picked = from[int(0, from.length - 1)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    chance: (share) => int(0, 999_999) < share * 1_000_000,
    bytes: (length) => Buffer.from(Array.from({ length }, () => int(0, 255))),
  };
}
