/** Finds a clean answer for each slip: the nearest in length, since a model that is trained on pairs learns their lengths too. */

import type { SampleKey } from '../../store/index.js';

/** An answer, without its text. */
export interface Answer {
  readonly key: SampleKey;
  /** UTF-16 code units. */
  readonly length: number;
  /** True where it was cut off at the most tokens. */
  readonly isCut: boolean;
}

export interface Match {
  readonly slip: Answer;
  readonly clean: Answer;
}

/**
 * A clean answer for each slip that has one: of those that were taken least the nearest in length. An answer that was cut off is taken for
 * one that was too: to prefer it to a whole one would teach to stop in the midst.
 */
export function matched(slips: readonly Answer[], clean: readonly Answer[]): readonly Match[] {
  const taken = new Map(clean.map(({ key }) => [key, 0]));
  const takenOf = ({ key }: Answer): number => taken.get(key) ?? 0;
  return slips.flatMap((slip) => {
    const [first, ...others] = clean.filter(({ isCut }) => !isCut || slip.isCut);
    if (first === undefined) return [];
    const distance = ({ length }: Answer): number => Math.abs(length - slip.length);
    const best = others.reduce(
      (a, b) => ((takenOf(b) - takenOf(a) || distance(b) - distance(a)) < 0 ? b : a),
      first,
    );
    taken.set(best.key, takenOf(best) + 1);
    return [{ slip, clean: best }];
  });
}
