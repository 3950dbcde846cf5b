/** The protocols that a target may be asked by, and what each takes of a suite. */

/** Chat completions, text completions and responses are OpenAI's, messages are Anthropic's. */
export const APIS = ['chat', 'completions', 'responses', 'messages'] as const;
export type Api = (typeof APIS)[number];

/** What a protocol takes. */
interface Takes {
  /** Its path behind the base URL. */
  readonly path: string;
  /** Sampling parameters of a suite that it knows. */
  readonly sampling: ReadonlySet<string>;
  /** Fields of a request that Offscript sets in it, or that would change what a response is. */
  readonly own: readonly string[];
  /** Most of the likeliest tokens in a place; null where it gives no probabilities. */
  readonly logprobs: number | null;
  /** Fewest tokens that an answer may be held to, where a single one is too few. */
  readonly fewest?: number;
  /** Why `sampling.max_tokens` must be said; missing where it need not. */
  readonly limit?: string;
  /** Whether it has a seed. */
  readonly seed: boolean;
}

const COMMON = ['temperature', 'top_p', 'max_tokens'];
const PENALTIES = ['presence_penalty', 'frequency_penalty'];

export const TAKES: Readonly<Record<Api, Takes>> = {
  chat: {
    path: '/chat/completions',
    sampling: new Set([...COMMON, ...PENALTIES, 'max_completion_tokens', 'stop']),
    own: ['messages'],
    logprobs: 20,
    seed: true,
  },
  completions: {
    path: '/completions',
    sampling: new Set([...COMMON, ...PENALTIES, 'stop']),
    own: ['prompt', 'echo', 'best_of'],
    logprobs: 20,
    limit: 'many servers stop a text completion after 16 tokens without it',
    seed: true,
  },
  responses: {
    path: '/responses',
    sampling: new Set([...COMMON, 'max_completion_tokens']),
    own: ['input', 'max_output_tokens', 'background', 'conversation', 'previous_response_id'],
    logprobs: 20,
    fewest: 16,
    seed: false,
  },
  messages: {
    path: '/messages',
    sampling: new Set([...COMMON, 'stop']),
    own: ['messages', 'system', 'stop_sequences'],
    logprobs: null,
    limit: 'the Messages API has no answer without it',
    seed: false,
  },
};
