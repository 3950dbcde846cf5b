/** Responses, OpenAI's: an answer is one of several items of output. https://platform.openai.com/docs/api-reference/responses */

import type { ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses';
import type { Prompt } from '../../../prompts/index.js';
import { type SuiteTarget, TAKES } from '../../suite/index.js';
import type { RawCompletion, RawLogprob, RawToolCall } from '../answer.js';
import { once, type Pieces, type Protocol, textIn } from './protocol.js';

/** A part of an item: text, a refusal, a thought. */
interface RawPart {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly refusal?: unknown;
  readonly logprobs?: readonly RawLogprob[] | null;
}

/** An item of the output: a message, reasoning, a call. */
interface RawItem {
  readonly type?: unknown;
  readonly content?: readonly RawPart[] | null;
  readonly summary?: readonly RawPart[] | null;
  readonly name?: unknown;
  readonly arguments?: unknown;
  readonly input?: unknown;
}

interface RawResponse {
  readonly status?: unknown;
  readonly error?: unknown;
  readonly incomplete_details?: { readonly reason?: unknown } | null;
  readonly output?: readonly (RawItem | null)[] | null;
  readonly model?: unknown;
  readonly usage?: {
    readonly input_tokens?: unknown;
    readonly output_tokens?: unknown;
    readonly output_tokens_details?: { readonly reasoning_tokens?: unknown } | null;
  } | null;
}

interface RawEvent {
  readonly type?: unknown;
  readonly delta?: unknown;
  readonly item?: RawItem | null;
  readonly output_index?: unknown;
  readonly response?: RawResponse | null;
}

const partsOf = (parts: RawItem['content']): readonly RawPart[] => (Array.isArray(parts) ? parts : []);

/** Finish reasons by the names that chat completions have for them; others stay as they are. */
const REASONS: ReadonlyMap<string, string> = new Map([['max_output_tokens', 'length']]);

function finishOf({ status, incomplete_details: details }: RawResponse, calls: boolean): string | null {
  const reason = textIn(details?.reason);
  if (reason !== '') return REASONS.get(reason) ?? reason;
  if (status === 'completed') return calls ? 'tool_calls' : 'stop';
  return textIn(status) || null;
}

/** The thoughts of an item: as the model had them, else their summary. */
function thoughtIn({ content, summary }: RawItem): string {
  const whole = partsOf(content)
    .map((part) => textIn(part?.text))
    .join('\n\n');
  if (whole !== '') return whole;
  return partsOf(summary)
    .map((part) => textIn(part?.text))
    .join('\n\n');
}

/** A response as a chat completion. */
function toCompletion(response: RawResponse): RawCompletion {
  const { output, error, model, usage, status } = response;
  if (error != null || status === 'failed' || !Array.isArray(output)) {
    // A response that failed has its reason in it, one that is none is quoted.
    return error == null && status === 'failed' ? { error: response } : (response as RawCompletion);
  }
  const items = (output as readonly (RawItem | null)[]).filter((item) => item !== null);
  const parts = items.filter(({ type }) => type === 'message').flatMap(({ content }) => partsOf(content));
  const said = parts.filter((part) => typeof part?.text === 'string');
  const refusal = parts.map((part) => textIn(part?.refusal)).join('');
  const reasoning = items
    .filter(({ type }) => type === 'reasoning')
    .map(thoughtIn)
    .filter((thought) => thought !== '')
    .join('\n\n');
  const calls = items
    .filter(({ type }) => type === 'function_call' || type === 'custom_tool_call')
    .map(
      ({ name, arguments: given, input }): RawToolCall => ({ function: { name, arguments: given ?? input } }),
    );
  const logprobs = parts.flatMap((part) => (Array.isArray(part?.logprobs) ? part.logprobs : []));
  return {
    model,
    ...(usage != null && {
      usage: {
        prompt_tokens: usage.input_tokens,
        completion_tokens: usage.output_tokens,
        completion_tokens_details: usage.output_tokens_details ?? null,
      },
    }),
    choices: [
      {
        finish_reason: finishOf(response, calls.length > 0),
        message: {
          content: said.length === 0 ? null : said.map((part) => textIn(part.text)).join(''),
          ...(reasoning !== '' && { reasoning_content: reasoning }),
          ...(refusal !== '' && { refusal }),
          ...(calls.length > 0 && { tool_calls: calls }),
        },
        ...(logprobs.length > 0 && { logprobs: { content: logprobs } }),
      },
    ],
  };
}

/** Events that end a response, and hold it. */
const ENDS: ReadonlySet<unknown> = new Set([
  'response.completed',
  'response.incomplete',
  'response.failed',
  'response.cancelled',
]);

/** The response stands whole in the last event; some servers leave its output out, and then the items that were done are it. */
class Events implements Pieces {
  readonly #onToken: () => void;
  readonly #items: RawItem[] = [];
  #first: object | undefined;
  #response: RawResponse | undefined;

  constructor(onToken: () => void) {
    this.#onToken = once(onToken);
  }

  add(event: RawEvent): boolean {
    const { type, delta, item, response } = event;
    this.#first ??= event;
    if (typeof delta === 'string' && delta !== '') this.#onToken();
    if (type === 'response.output_item.done' && item != null) this.#items.push(item);
    if (!ENDS.has(type) || response == null) return false;
    this.#response = response;
    return true;
  }

  completion(done: boolean): RawCompletion | null {
    if (this.#response === undefined && !done) return null;
    // Nothing came that a response is made of.
    if (this.#response === undefined && this.#items.length === 0) return this.#first ?? {};
    const { output } = this.#response ?? {};
    const isWhole = Array.isArray(output) && (output.length > 0 || this.#items.length === 0);
    return toCompletion({ ...this.#response, ...(!isWhole && { output: this.#items }) });
  }
}

/** What asks for the probabilities of tokens. */
const LOGPROBS = 'message.output_text.logprobs';

export const responses: Protocol = {
  path: TAKES.responses.path,
  usageInStream: false,

  body(
    { model, sampling = {}, extra_body = {}, logprobs, send_seed }: SuiteTarget,
    { messages }: Pick<Prompt, 'messages'>,
    seed,
  ): ResponseCreateParamsNonStreaming {
    const { max_tokens, max_completion_tokens, ...rest } = sampling;
    const most = max_completion_tokens ?? max_tokens;
    const include = Array.isArray(extra_body.include) ? (extra_body.include as readonly unknown[]) : [];
    return {
      ...extra_body,
      ...(rest as object),
      ...(most !== undefined && { max_output_tokens: most }),
      ...(logprobs !== undefined && {
        top_logprobs: logprobs,
        include: [...new Set([...include, LOGPROBS])] as ResponseCreateParamsNonStreaming['include'] & {},
      }),
      model,
      input: messages.map(({ role, content }) => ({ role, content })),
      ...(seed !== undefined && send_seed === true && { seed }),
    };
  },

  completion: toCompletion,
  pieces: (onToken) => new Events(onToken),
};
