/** Chat completions, OpenAI's: what most endpoints speak. https://platform.openai.com/docs/api-reference/chat */

import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import type { Prompt } from '../../../prompts/index.js';
import { type SuiteTarget, TAKES } from '../../suite/index.js';
import {
  choiceOf,
  contentOf,
  detailed,
  type RawCompletion,
  type RawLogprob,
  type RawMessage,
  type RawToolCall,
  type RawUsage,
  REASONING_FIELDS,
} from '../answer.js';
import { Places } from '../shape.js';
import { type Beside, besideOf, once, type Pieces, type Protocol, textIn } from './protocol.js';

/** A chunk as servers really send it: the last one may hold a whole message. */
interface RawChunk {
  readonly choices?: readonly ({
    readonly index?: unknown;
    readonly delta?: RawMessage | null;
    readonly message?: RawMessage | null;
    readonly finish_reason?: string | null;
    readonly logprobs?: { readonly content?: readonly RawLogprob[] | null } | null;
    readonly error?: unknown;
  } | null)[];
  readonly model?: unknown;
  readonly system_fingerprint?: unknown;
  readonly usage?: RawUsage | null;
  readonly error?: unknown;
}

const TEXTS = [...REASONING_FIELDS, 'refusal'] as const;

interface Call {
  readonly id: string;
  name: string;
  arguments: string;
}

/** Calls as their pieces come. */
class Calls {
  readonly all: Call[] = [];
  readonly #lastAt = new Map<number, Call>();

  /**
   * The call that a piece belongs to: the last one at its index, or without an index the last one. Another id begins another call: at the
   * same index, as gateways to Gemini have it for all calls, only with a name, since some servers give every piece an id of its own.
   */
  #of({ index, id, function: named }: RawToolCall): Call {
    const given = textIn(id);
    const at = typeof index === 'number' ? index : undefined;
    const last = at === undefined ? this.all.at(-1) : this.#lastAt.get(at);
    const other = given !== '' && last !== undefined && last.id !== '' && last.id !== given;
    if (last !== undefined && !(other && (at === undefined || named?.name))) return last;
    const begun = { id: given, name: '', arguments: '' };
    this.all.push(begun);
    if (at !== undefined) this.#lastAt.set(at, begun);
    return begun;
  }

  add(piece: RawToolCall): void {
    const call = this.#of(piece);
    call.name += textIn(piece.function?.name);
    call.arguments += textIn(piece.function?.arguments);
  }
}

class Chunks implements Pieces {
  readonly #texts: Partial<Record<(typeof TEXTS)[number], string>> = {};
  readonly #calls = new Calls();
  readonly #logprobs: RawLogprob[] = [];
  readonly #onToken: () => void;
  #content: string | null = null;
  #thinking = '';
  #beside: Beside = {};
  #finish: string | undefined;
  #index: unknown;
  readonly #places = new Places();

  constructor(onToken: () => void) {
    this.#onToken = once(onToken);
  }

  add(chunk: RawChunk): boolean {
    this.#beside = besideOf(this.#beside, chunk);
    // A stream of several choices has their pieces by turns.
    this.#index ??= chunk.choices?.[0]?.index ?? undefined;
    const choice = choiceOf(chunk.choices, this.#index ?? 0);
    const { delta: piece, message, ...rest } = choice ?? {};
    this.#places.look(chunk, choice && { ...rest, message: piece ?? message ?? null });
    if (choice == null) return false;
    const delta = piece ?? message ?? {};
    this.#addTexts(delta);
    this.#addCalls(delta);
    const tokens = choice.logprobs?.content;
    for (const one of Array.isArray(tokens) ? (tokens as RawLogprob[]) : []) this.#logprobs.push(one);
    this.#finish = choice.finish_reason || this.#finish;
    // Usage may come behind it.
    return false;
  }

  #addTexts(delta: RawMessage): void {
    const { whole, thinking: part = '', refusal = '' } = contentOf(delta);
    const thinking = part + (detailed(delta) ?? '');
    if (whole !== null) this.#content = (this.#content ?? '') + whole;
    this.#thinking += thinking;
    const pieces = TEXTS.map((name) => {
      const piece = delta[name];
      const text = (typeof piece === 'string' ? piece : '') + (name === 'refusal' ? refusal : '');
      if (text !== '') this.#texts[name] = (this.#texts[name] ?? '') + text;
      return text;
    });
    if ([whole ?? '', thinking, ...pieces].some((piece) => piece !== '')) this.#onToken();
  }

  #addCalls({ tool_calls: pieces }: RawMessage): void {
    for (const piece of Array.isArray(pieces) ? (pieces as (RawToolCall | null)[]) : []) {
      this.#calls.add(piece ?? {});
      this.#onToken();
    }
  }

  completion(done: boolean): RawCompletion | null {
    if (this.#finish === undefined && !done) return null;
    const odd = this.#places.odd();
    if (odd !== undefined) return odd;
    const tool_calls = this.#calls.all.map((call) => ({ function: call }));
    const message = {
      content: this.#content,
      ...this.#texts,
      ...(this.#thinking !== '' &&
        REASONING_FIELDS.every((name) => this.#texts[name] === undefined) && {
          reasoning_content: this.#thinking,
        }),
      ...(tool_calls.length > 0 && { tool_calls }),
    };
    const logprobs = this.#logprobs.length > 0 && { logprobs: { content: this.#logprobs } };
    return { ...this.#beside, choices: [{ message, finish_reason: this.#finish ?? null, ...logprobs }] };
  }
}

/** The body of a request, without `stream`. */
function body(
  { model, sampling, extra_body, logprobs, send_seed }: SuiteTarget,
  { messages }: Pick<Prompt, 'messages'>,
  seed: number | undefined,
): ChatCompletionCreateParamsNonStreaming {
  return {
    ...extra_body,
    ...(sampling as object),
    ...(logprobs !== undefined && { logprobs: true, ...(logprobs > 0 && { top_logprobs: logprobs }) }),
    model,
    messages: messages.map((message) => ({ ...message })),
    ...(seed !== undefined && send_seed !== false && { seed }),
  };
}

export const chat: Protocol = {
  path: TAKES.chat.path,
  body,
  usageInStream: true,
  completion: (value) => value,
  pieces: (onToken) => new Chunks(onToken),
};
