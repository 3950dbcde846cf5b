/** A target as it is asked for probabilities: nothing of how it samples matters. */

import { rootOf } from '../../harness/endpoint/index.js';
import type { SuiteTarget } from '../../harness/suite/index.js';

/** For those of a prompt's tokens. */
export function scoringPrompts(target: SuiteTarget): SuiteTarget {
  const { stream: _, sampling: __, logprobs_of: ___, api: ____, ...rest } = target;
  // Probabilities of many tokens take more bytes than an answer may.
  return { ...rest, logprobs: 1 };
}

/** For those of the tokens in so many places behind a prompt, so many of the likeliest each: by llama.cpp, which is asked at its root. */
export function scoringNext(
  target: SuiteTarget,
  { places, likeliest }: { readonly places: number; readonly likeliest: number },
): SuiteTarget {
  return {
    ...scoringPrompts(target),
    base_url: rootOf(target),
    logprobs: likeliest,
    sampling: { max_tokens: places },
  };
}
