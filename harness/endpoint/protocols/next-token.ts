/**
 * Probabilities of the tokens that come next, any number of them: llama.cpp's own `/completion`.
 * https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md
 */

import { toJson } from '../../../files/index.js';
import type { RawCompletion, RawLogprob } from '../answer.js';
import type { Protocol } from './protocol.js';
import { idsIn } from './tokens.js';

interface RawPlace {
  readonly id?: unknown;
  readonly logprob?: unknown;
  readonly top_logprobs?: unknown;
}

interface RawNext {
  readonly content?: unknown;
  readonly model?: unknown;
  readonly completion_probabilities?: unknown;
}

const named = ({ id, logprob }: RawPlace): RawLogprob[] =>
  Number.isSafeInteger(id) && typeof logprob === 'number' && Number.isFinite(logprob)
    ? [{ token: String(id), logprob }]
    : [];

const isPlace = (value: unknown): value is RawPlace => typeof value === 'object' && value !== null;

function placeOf(place: RawPlace): RawLogprob {
  const others = Array.isArray(place.top_logprobs) ? place.top_logprobs.filter(isPlace) : [];
  const [own = { token: '', logprob: null }] = named(place);
  return { ...own, top_logprobs: others.flatMap(named) };
}

/** In the sample, tokens are named by their ids. */
export const nextToken: Protocol = {
  path: '/completion',
  usageInStream: false,

  body: ({ extra_body, sampling, logprobs }, prompt) => ({
    ...extra_body,
    prompt: idsIn(prompt),
    n_predict: sampling?.max_tokens ?? 1,
    n_probs: logprobs ?? 1,
    temperature: 0,
    cache_prompt: true,
  }),

  completion(body: RawNext): RawCompletion {
    const { content, completion_probabilities: places } = body;
    // Where the token that it wrote is a piece of a character, it gives none.
    const isAnswer = typeof content === 'string';
    if (!isAnswer && !Array.isArray(places)) return { error: toJson(body)?.slice(0, 200) ?? 'no answer' };
    return {
      model: body.model,
      choices: [
        {
          message: { content: isAnswer ? content : '' },
          finish_reason: 'length',
          logprobs: { content: Array.isArray(places) ? places.filter(isPlace).map(placeOf) : [] },
        },
      ],
    };
  },

  pieces: () => {
    throw new Error('probabilities of the next token are not streamed');
  },
};
