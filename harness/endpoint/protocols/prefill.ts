/**
 * Probabilities of a prompt's own tokens, which vLLM gives beside a text completion: `prompt_logprobs`.
 * https://docs.vllm.ai/en/latest/serving/openai_compatible_server/
 */

import { choiceOf, type RawCompletion, type RawLogprob } from '../answer.js';
import type { Protocol } from './protocol.js';
import { idsIn } from './tokens.js';

interface RawText {
  readonly choices?: readonly ({
    readonly index?: unknown;
    readonly text?: unknown;
    readonly finish_reason?: string | null;
    readonly prompt_logprobs?: unknown;
  } | null)[];
  /** Of a chat. */
  readonly prompt_logprobs?: unknown;
}

/** A place of the prompt: tokens by their ids, its own among them; the first one has none. */
function placeOf(value: unknown): RawLogprob {
  const entries =
    typeof value === 'object' && value !== null ? Object.entries(value as Record<string, unknown>) : [];
  return {
    token: '',
    logprob: null,
    top_logprobs: entries.flatMap(([token, one]) => {
      const logprob = (one as { readonly logprob?: unknown } | null)?.logprob;
      return typeof logprob === 'number' && Number.isFinite(logprob) ? [{ token, logprob }] : [];
    }),
  };
}

/** In the sample, `logprobs` has a place for each token of the prompt, and in it ids with their probabilities. */
export const prefill: Protocol = {
  path: '/completions',
  usageInStream: false,

  body: ({ model, extra_body }, prompt) => ({
    ...extra_body,
    model,
    prompt: idsIn(prompt),
    max_tokens: 1,
    temperature: 0,
    prompt_logprobs: 1,
  }),

  completion(body: RawText): RawCompletion {
    const choice = choiceOf(body.choices);
    const places = choice?.prompt_logprobs ?? body.prompt_logprobs;
    if (choice == null || !Array.isArray(places)) return body as RawCompletion;
    return {
      ...(body as RawCompletion),
      choices: [
        {
          message: { content: '' },
          finish_reason: choice.finish_reason ?? null,
          logprobs: { content: places.map(placeOf) },
        },
      ],
    };
  },

  pieces: () => {
    throw new Error('probabilities of a prompt are not streamed');
  },
};
