/** A target as it is asked for copies. */

import type { SuiteTarget } from '../../harness/suite/index.js';

/** Tokens that an answer may take beside the copy, and for each of the copy: marks, and other tokens than ours. */
const ROOM = 64;
const ROOM_EACH = 3;

/** Sampled answers: at temperature 0 every rate is 0 or 100%. */
const TEMPERATURE = 1;

/** A target that copies so many tokens: sampled, and held to a length where the suite says none. */
export function copying(target: SuiteTarget, tokens: number): SuiteTarget {
  const { sampling = {}, logprobs: _, logprobs_of: __, ...rest } = target;
  const isLimited = sampling.max_tokens !== undefined || sampling.max_completion_tokens !== undefined;
  return {
    ...rest,
    sampling: {
      ...sampling,
      temperature: sampling.temperature || TEMPERATURE,
      ...(!isLimited && { max_tokens: ROOM + ROOM_EACH * tokens }),
    },
  };
}
