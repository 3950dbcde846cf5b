/** Text completions: a text that goes on, as base models know it. https://platform.openai.com/docs/api-reference/completions */

import type { CompletionCreateParamsNonStreaming } from 'openai/resources/completions';
import type { Prompt } from '../../../prompts/index.js';
import { asText, type SuiteTarget, TAKES } from '../../suite/index.js';
import { choiceOf, type RawCompletion, type RawLogprob, type RawUsage } from '../answer.js';
import { Places } from '../shape.js';
import { type Beside, besideOf, once, type Pieces, type Protocol } from './protocol.js';

/** Probabilities in columns, as the API has them, or a token each, as in chats (llama.cpp). */
interface RawColumns {
  readonly tokens?: readonly string[] | null;
  readonly token_logprobs?: readonly (number | null)[] | null;
  readonly top_logprobs?: readonly (Readonly<Record<string, number>> | null)[] | null;
  readonly content?: readonly RawLogprob[] | null;
}

/** A completion, or a piece of one. */
interface RawText {
  readonly choices?: readonly ({
    readonly index?: unknown;
    readonly text?: unknown;
    readonly finish_reason?: string | null;
    readonly logprobs?: RawColumns | null;
    readonly error?: unknown;
  } | null)[];
  readonly model?: unknown;
  readonly system_fingerprint?: unknown;
  readonly usage?: RawUsage | null;
}

function tokensIn(logprobs: RawColumns | null | undefined): readonly RawLogprob[] {
  if (logprobs == null) return [];
  const { tokens, token_logprobs: own, top_logprobs: top, content } = logprobs;
  if (Array.isArray(content)) return content;
  if (!Array.isArray(tokens)) return [];
  return tokens.map((token: string, i) => ({
    token,
    logprob: own?.[i] ?? null,
    top_logprobs: Object.entries(top?.[i] ?? {}).map(([other, logprob]) => ({ token: other, logprob })),
  }));
}

class Chunks implements Pieces {
  readonly #onToken: () => void;
  readonly #logprobs: RawLogprob[] = [];
  readonly #places = new Places();
  #text: string | null = null;
  #beside: Beside = {};
  #finish: string | undefined;
  #index: unknown;

  constructor(onToken: () => void) {
    this.#onToken = once(onToken);
  }

  add(chunk: RawText): boolean {
    this.#beside = besideOf(this.#beside, chunk);
    // A stream of several choices has their pieces by turns.
    this.#index ??= chunk.choices?.[0]?.index ?? undefined;
    const choice = choiceOf(chunk.choices, this.#index ?? 0);
    const { text, ...rest } = choice ?? {};
    this.#places.look(chunk, choice && { ...rest, message: text == null ? null : { content: text } });
    if (choice == null) return false;
    if (typeof choice.text === 'string') {
      this.#text = (this.#text ?? '') + choice.text;
      if (choice.text !== '') this.#onToken();
    }
    for (const one of tokensIn(choice.logprobs)) this.#logprobs.push(one);
    this.#finish = choice.finish_reason || this.#finish;
    // Usage may come behind it.
    return false;
  }

  completion(done: boolean): RawCompletion | null {
    if (this.#finish === undefined && !done) return null;
    const odd = this.#places.odd();
    if (odd !== undefined) return odd;
    const logprobs = this.#logprobs.length > 0 && { logprobs: { content: this.#logprobs } };
    const message = { content: this.#text };
    return { ...this.#beside, choices: [{ message, finish_reason: this.#finish ?? null, ...logprobs }] };
  }
}

export const completions: Protocol = {
  path: TAKES.completions.path,
  usageInStream: true,

  body(
    { model, sampling, extra_body, logprobs, send_seed, template }: SuiteTarget,
    { messages }: Pick<Prompt, 'messages'>,
    seed,
  ): CompletionCreateParamsNonStreaming {
    return {
      ...extra_body,
      ...(sampling as object),
      ...(logprobs !== undefined && { logprobs }),
      model,
      prompt: asText(messages, template),
      ...(seed !== undefined && send_seed !== false && { seed }),
    };
  },

  completion(body: RawText): RawCompletion {
    const choice = choiceOf(body.choices) ?? (Array.isArray(body.choices) ? body.choices[0] : undefined);
    if (choice == null || typeof choice.text !== 'string') return body as RawCompletion;
    const tokens = tokensIn(choice.logprobs);
    return {
      ...(body as RawCompletion),
      choices: [
        {
          message: { content: choice.text },
          finish_reason: choice.finish_reason ?? null,
          ...(choice.error !== undefined && { error: choice.error }),
          ...(tokens.length > 0 && { logprobs: { content: tokens } }),
        },
      ],
    };
  },

  pieces: (onToken) => new Chunks(onToken),
};
