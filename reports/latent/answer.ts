/**
 * What an answer's probabilities say of slips: at each place, up to and with the one at which a letter of another script begins, how likely such a letter was.
 * The sum is expected to be the probability that the answer has one (it is the compensator of the counting process: Doob and Meyer; Andersen, Borgan, Gill and Keiding, Statistical Models Based on Counting Processes, 1993, II.3).
 */

import type { OffScript } from '../../detectors/bare/index.js';
import type { Logprobs } from '../../store/index.js';
import { placesOfAnswer } from './aligned.js';
import { type Listed, listedAt } from './listed.js';
import type { Sampler } from './sampler.js';
import type { LatentOfAnswer } from './types.js';
import { slipOf, walked } from './walk.js';

/** What adds up to more than this is no probability: four decimals of each logarithm are given. */
const ONE = 1.001;

const isOverOne = ({ least }: Listed): boolean =>
  least.reduce((sum, probability) => sum + probability, 0) > ONE;

/** What the probabilities of an answer come to; `answer` is what of the response is judged. */
export function latentOf(
  logprobs: Logprobs,
  answer: string,
  sampler: Sampler,
  off: OffScript,
): LatentOfAnswer {
  const places = placesOfAnswer(logprobs, answer);
  if (places === undefined) return { untold: 'other_text' };
  const listed = listedAt(places, sampler);
  if (places.length > 0 && listed.every((one) => one === null)) return { untold: 'no_alternatives' };
  if (listed.some((one) => one !== null && isOverOne(one))) return { untold: 'over_one' };
  const apart = walked(listed, places, off, 'apart');
  const joined = apart.hasPieces ? walked(listed, places, off, 'joined') : apart;
  const { bare, drawing } = apart;
  return {
    places: { all: places.length, bare, apart: apart.apart, joined: apart.joined },
    drawing: { ...drawing },
    apart: slipOf(apart),
    joined: slipOf(joined),
  };
}
