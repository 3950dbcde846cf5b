/** Of the likeliest tokens at each place, those that would be listed whichever token was drawn: what is summed must not depend on the draw. */

import type { TokenName } from '../../store/index.js';
import type { Place } from './aligned.js';
import { type Drawn, drawnFrom, type Sampler } from './sampler.js';

export interface ListedToken {
  readonly name: TokenName | null;
  /** As the server gave it. */
  readonly logprob: number;
}

/** A place with the probabilities by which its token was drawn. */
export interface Listed extends Drawn {
  readonly place: Place;
  /** The likeliest first. */
  readonly tokens: readonly ListedToken[];
  /** Index of the token that was drawn among them; -1 where it is none of them. */
  readonly drawn: number;
}

/** Servers write so, or some such number, of what they give no probability. */
const NO_PROBABILITY = -9000;

/** Whether these are logarithms of one probability: four decimals are kept. */
export const isSame = (one: number, other: number): boolean => Math.abs(one - other) < 0.002;

const nameOf = (name: TokenName | null): string =>
  typeof name === 'string' ? `"${name}` : JSON.stringify(name);

/** The tokens of a list with a probability, sorted; the one that was drawn once. */
function likelyOf({ name, logprob, top }: Place): ListedToken[] {
  let isDrawnThere = false;
  return top
    .flatMap(([other, given]): ListedToken[] => {
      if (given === null || given < NO_PROBABILITY) return [];
      if (nameOf(other) !== nameOf(name) || logprob === null || !isSame(given, logprob))
        return [{ name: other, logprob: given }];
      if (isDrawnThere) return [];
      isDrawnThere = true;
      return [{ name: other, logprob: given }];
    })
    .sort((a, b) => b.logprob - a.logprob);
}

/** Which of the likely tokens was drawn; -1 where none of them: another one may have the same text. */
const drawnAmong = (likely: readonly ListedToken[], { name, logprob }: Place): number =>
  likely.findIndex(
    (one) =>
      nameOf(one.name) === nameOf(name) &&
      (logprob === null || logprob < NO_PROBABILITY || isSame(one.logprob, logprob)),
  );

/**
 * The tokens of each place that are known beforehand. Some servers put the one that was drawn at the end of a list, or in the place of its last
 * token (vLLM), so the last one of a full list is left out, and with it what was drawn beyond; a shorter list has all that there is, and so has one as long as top_k.
 */
export function listedAt(places: readonly Place[], sampler: Sampler): readonly (Listed | null)[] {
  const all = places.map(likelyOf);
  const lengths = all.flatMap(({ length }) => (length > 0 ? [length] : []));
  // No spread: an answer may have more tokens than a call takes arguments.
  const most = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  const isAppended =
    lengths.includes(most - 1) &&
    all.every((likely, i) => {
      const place = places[i];
      return likely.length < most || (place !== undefined && drawnAmong(likely, place) === most - 1);
    });
  // A list that is longer than was asked for has what was drawn beside it.
  const full = sampler.asked ?? (isAppended ? most - 1 : most);
  return places.map((place, i) => {
    const likely = all[i] ?? [];
    if (likely.length === 0) return null;
    const kept =
      sampler.given === 'model' && sampler.topK > 0 && sampler.topK <= likely.length
        ? sampler.topK
        : likely.length < full
          ? likely.length
          : Math.max(0, full - 1);
    const known = likely.slice(0, kept);
    return {
      place,
      tokens: known,
      drawn: drawnAmong(known, place),
      ...drawnFrom(
        known.map(({ logprob }) => logprob),
        sampler,
      ),
    };
  });
}
