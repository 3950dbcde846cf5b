/** Messages, Anthropic's: an answer is blocks of text beside blocks of thought. https://docs.anthropic.com/en/api/messages */

import type { MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import type { Prompt } from '../../../prompts/index.js';
import { type SuiteTarget, TAKES } from '../../suite/index.js';
import { countOf, type RawCompletion, type RawToolCall } from '../answer.js';
import { once, type Pieces, type Protocol, textIn } from './protocol.js';

interface RawBlock {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly thinking?: unknown;
  readonly name?: unknown;
  readonly input?: unknown;
}

interface RawUsage {
  readonly input_tokens?: unknown;
  readonly output_tokens?: unknown;
  readonly cache_creation_input_tokens?: unknown;
  readonly cache_read_input_tokens?: unknown;
  readonly output_tokens_details?: { readonly thinking_tokens?: unknown } | null;
}

interface RawAnswer {
  readonly content?: readonly (RawBlock | null)[] | string | null;
  readonly stop_reason?: unknown;
  readonly stop_details?: { readonly explanation?: unknown } | null;
  readonly model?: unknown;
  readonly usage?: RawUsage | null;
  readonly error?: unknown;
}

interface RawEvent extends Pick<RawAnswer, 'usage'> {
  readonly type?: unknown;
  readonly index?: unknown;
  readonly message?: RawAnswer | null;
  readonly content_block?: RawBlock | null;
  readonly delta?: {
    readonly text?: unknown;
    readonly thinking?: unknown;
    readonly partial_json?: unknown;
    readonly stop_reason?: unknown;
    readonly stop_details?: RawAnswer['stop_details'];
  } | null;
}

/** Finish reasons by the names that chat completions have for them; others stay as they are. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['tool_use', 'tool_calls'],
]);

/** All that was read of a prompt, from the cache or not, is its tokens. */
function usageOf(usage: RawUsage): NonNullable<RawCompletion['usage']> {
  const read = [usage.input_tokens, usage.cache_creation_input_tokens, usage.cache_read_input_tokens].flatMap(
    (value) => countOf(value) ?? [],
  );
  return {
    ...(read.length > 0 && { prompt_tokens: read.reduce((sum, one) => sum + one) }),
    completion_tokens: usage.output_tokens,
    completion_tokens_details: { reasoning_tokens: usage.output_tokens_details?.thinking_tokens },
  };
}

/** A message as a chat completion. */
function toCompletion(answer: RawAnswer): RawCompletion {
  const { content, stop_reason, stop_details, model, usage, error } = answer;
  if (error != null || (!Array.isArray(content) && typeof content !== 'string'))
    return answer as unknown as RawCompletion;
  const blocks = (
    typeof content === 'string' ? [{ type: 'text', text: content }] : (content as (RawBlock | null)[])
  ).filter((block) => block !== null);
  const said = blocks.filter(({ type }) => type === 'text');
  const thought = blocks.map((block) => textIn(block.thinking)).filter((one) => one !== '');
  const calls = blocks
    .filter(({ type }) => type === 'tool_use')
    .map(({ name, input }): RawToolCall => ({ function: { name, arguments: input } }));
  const reason = textIn(stop_reason);
  const refusal = reason === 'refusal' ? textIn(stop_details?.explanation) : '';
  return {
    model,
    ...(usage != null && { usage: usageOf(usage) }),
    choices: [
      {
        finish_reason: reason === '' ? null : (REASONS.get(reason) ?? reason),
        message: {
          content: said.length === 0 ? null : said.map((block) => textIn(block.text)).join(''),
          ...(thought.length > 0 && { reasoning_content: thought.join('\n\n') }),
          ...(refusal !== '' && { refusal }),
          ...(calls.length > 0 && { tool_calls: calls }),
        },
      },
    ],
  };
}

/** A block as it grows. */
interface Growing {
  readonly begun: RawBlock;
  text: string;
  thinking: string;
  json: string;
}

class Events implements Pieces {
  readonly #onToken: () => void;
  readonly #blocks = new Map<unknown, Growing>();
  #message: RawAnswer = {};
  #first: object | undefined;
  #done = false;

  constructor(onToken: () => void) {
    this.#onToken = once(onToken);
  }

  add(event: RawEvent): boolean {
    const { type, index, message, content_block, delta, usage } = event;
    this.#first ??= event;
    if (type === 'message_start' && message != null) this.#message = message;
    if (type === 'content_block_start' && content_block != null) this.#begin(index, content_block);
    if (type === 'content_block_delta' && delta != null) this.#grow(index, delta);
    if (type === 'message_delta') {
      const { stop_reason, stop_details } = delta ?? {};
      this.#message = {
        ...this.#message,
        ...(stop_reason != null && { stop_reason }),
        ...(stop_details != null && { stop_details }),
        // Its counts are those of the whole; what it does not count was counted when the message began.
        ...(usage != null && { usage: { ...this.#message.usage, ...known(usage) } }),
      };
    }
    this.#done ||= type === 'message_stop';
    return this.#done;
  }

  #begin(index: unknown, begun: RawBlock): void {
    this.#blocks.set(index, { begun, text: textIn(begun.text), thinking: textIn(begun.thinking), json: '' });
    if (textIn(begun.text) !== '' || textIn(begun.thinking) !== '' || textIn(begun.name) !== '')
      this.#onToken();
  }

  #grow(index: unknown, delta: NonNullable<RawEvent['delta']>): void {
    const block = this.#blocks.get(index) ?? { begun: { type: 'text' }, text: '', thinking: '', json: '' };
    this.#blocks.set(index, block);
    block.text += textIn(delta.text);
    block.thinking += textIn(delta.thinking);
    block.json += textIn(delta.partial_json);
    if ([delta.text, delta.thinking, delta.partial_json].some((piece) => textIn(piece) !== ''))
      this.#onToken();
  }

  completion(done: boolean): RawCompletion | null {
    if (this.#message.stop_reason == null && !done && !this.#done) return null;
    // Nothing came that a message is made of.
    if (this.#blocks.size === 0 && Object.keys(this.#message).length === 0) return this.#first ?? {};
    const content = [...this.#blocks.values()].map(({ begun, text: said, thinking, json }) => ({
      ...begun,
      text: said,
      thinking,
      ...(json !== '' && { input: json }),
    }));
    return toCompletion({ ...this.#message, content });
  }
}

/** The counts of a usage that are there. */
const known = (usage: RawUsage): RawUsage =>
  Object.fromEntries(Object.entries(usage).filter(([, value]) => value != null));

export const messages: Protocol = {
  path: TAKES.messages.path,
  usageInStream: false,

  body(
    { model, sampling = {}, extra_body, send_seed }: SuiteTarget,
    prompt: Pick<Prompt, 'messages'>,
    seed,
  ): MessageCreateParamsNonStreaming {
    const { max_tokens = 0, stop, ...rest } = sampling;
    const system = prompt.messages
      .filter(({ role }) => role === 'system')
      .map(({ content }) => content)
      .join('\n\n');
    return {
      ...extra_body,
      ...(rest as object),
      max_tokens,
      ...(stop !== undefined && { stop_sequences: [stop].flat() }),
      model,
      ...(system !== '' && { system }),
      messages: prompt.messages.flatMap(({ role, content }) =>
        role === 'system' ? [] : [{ role, content }],
      ),
      ...(seed !== undefined && send_seed === true && { seed }),
    };
  },

  completion: toCompletion,
  pieces: (onToken) => new Events(onToken),
};
