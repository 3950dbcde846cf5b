/** A streamed response: server-sent events are joined to the completion that they are pieces of. */

import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { parseJson } from '../../files/index.js';
import {
  contentOf,
  detailed,
  type RawCompletion,
  type RawLogprob,
  type RawMessage,
  type RawToolCall,
  type RawUsage,
} from './answer.js';

/** A chunk as servers really send it: the last one may hold a whole message. */
interface RawChunk {
  readonly choices?: readonly ({
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

/** What a response is read from. */
export interface EventBody extends AsyncIterable<Uint8Array> {
  destroy(): unknown;
}

/** Milliseconds that a server has to end a response of which it said that it is done. */
const LINGER = 250;

const TEXTS = ['reasoning_content', 'reasoning', 'refusal'] as const;

interface Call {
  readonly index: number | undefined;
  readonly id: string;
  name: string;
  arguments: string;
}

/**
 * The call that a piece belongs to: the last one at its index, or without an index the last one. Another id begins another call: at the
 * same index, as gateways to Gemini have it for all calls, only with a name, since some servers give every piece an id of its own.
 */
function callOf(calls: Call[], { index, id, function: named }: RawToolCall): Call {
  const given = typeof id === 'string' ? id : '';
  const at = typeof index === 'number' ? index : undefined;
  const last = at === undefined ? calls.at(-1) : calls.findLast((call) => call.index === at);
  const other = given !== '' && last !== undefined && last.id !== '' && last.id !== given;
  if (last !== undefined && !(other && (at === undefined || named?.name))) return last;
  const begun = { index: at, id: given, name: '', arguments: '' };
  calls.push(begun);
  return begun;
}

/** The pieces of one response, put together. */
class Joined {
  readonly #texts: Partial<Record<(typeof TEXTS)[number], string>> = {};
  readonly #calls: Call[] = [];
  readonly #logprobs: RawLogprob[] = [];
  readonly #onToken: () => void;
  #content: string | null = null;
  #thinking = '';
  #last: Pick<RawCompletion, 'model' | 'system_fingerprint' | 'usage'> = {};
  #finish: string | undefined;
  #begun = false;

  constructor(onToken: () => void) {
    this.#onToken = onToken;
  }

  add({ choices, model, system_fingerprint, usage }: RawChunk): void {
    this.#last = {
      // Behind an answer, Azure sends chunks about its filter, in which the model is an empty text.
      model: model || this.#last.model,
      system_fingerprint: system_fingerprint ?? this.#last.system_fingerprint,
      usage: usage ?? this.#last.usage ?? null,
    };
    const choice = choices?.[0];
    if (choice == null) return;
    const delta = choice.delta ?? choice.message ?? {};
    this.#addTexts(delta);
    this.#addCalls(delta);
    for (const one of choice.logprobs?.content ?? []) this.#logprobs.push(one);
    this.#finish = choice.finish_reason || this.#finish;
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
    if ([whole ?? '', thinking, ...pieces].some((piece) => piece !== '')) this.#begin();
  }

  #addCalls({ tool_calls: pieces }: RawMessage): void {
    for (const piece of Array.isArray(pieces) ? (pieces as RawToolCall[]) : []) {
      const call = callOf(this.#calls, piece);
      const { name, arguments: given } = piece.function ?? {};
      if (typeof name === 'string') call.name += name;
      if (typeof given === 'string') call.arguments += given;
      this.#begin();
    }
  }

  #begin(): void {
    if (!this.#begun) this.#onToken();
    this.#begun = true;
  }

  /** Null where the server said neither why it stopped nor that it is `done`: then the response was cut off. */
  completion(done: boolean): RawCompletion | null {
    if (this.#finish === undefined && !done) return null;
    const tool_calls = this.#calls.map((call) => ({ function: call }));
    const message = {
      content: this.#content,
      ...this.#texts,
      ...(this.#thinking !== '' &&
        this.#texts.reasoning_content === undefined &&
        this.#texts.reasoning === undefined && { reasoning_content: this.#thinking }),
      ...(tool_calls.length > 0 && { tool_calls }),
    };
    const logprobs = this.#logprobs.length > 0 && { logprobs: { content: this.#logprobs } };
    return { ...this.#last, choices: [{ message, finish_reason: this.#finish ?? null, ...logprobs }] };
  }
}

async function* eventsOf(body: EventBody): AsyncGenerator<EventSourceMessage> {
  const events: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => events.push(event) });
  const decoder = new TextDecoder();
  for await (const bytes of body) {
    parser.feed(decoder.decode(bytes, { stream: true }));
    yield* events.splice(0);
  }
  // A last event may lack the empty line behind it.
  parser.reset({ consume: true });
  yield* events.splice(0);
}

/** Reads what is left, so that the connection can be used again; lets go of a server that keeps it open. */
async function drain(rest: AsyncIterator<unknown>, body: EventBody): Promise<void> {
  const timer = setTimeout(() => body.destroy(), LINGER);
  try {
    while ((await rest.next()).done !== true);
  } catch {
    // It was let go of.
  } finally {
    clearTimeout(timer);
  }
}

/** The error that a chunk is, or that its choice holds; undefined where there is none. */
function errorIn(event: string | undefined, chunk: RawChunk | null): unknown {
  return chunk?.error || chunk?.choices?.[0]?.error || (event === 'error' ? chunk : undefined);
}

/**
 * The completion that a stream of events makes; null where it ends before the server said that it is complete. `onToken` is called
 * once, at the first piece of any channel. Throws SyntaxError at an event that is no JSON.
 */
export async function joinEvents(body: EventBody, onToken: () => void): Promise<RawCompletion | null> {
  const joined = new Joined(onToken);
  try {
    return await join(body, joined);
  } catch (error) {
    // Nobody reads on, and a connection with an unread body would be busy for ever.
    body.destroy();
    const whole = error instanceof SyntaxError ? null : joined.completion(false);
    if (whole === null) throw error;
    return whole;
  }
}

async function join(body: EventBody, joined: Joined): Promise<RawCompletion | null> {
  const events = eventsOf(body);
  for (;;) {
    const next = await events.next();
    if (next.done) return joined.completion(false);
    const { event, data } = next.value;
    if (data.startsWith('[DONE]')) {
      await drain(events, body);
      return joined.completion(true);
    }
    // Some servers keep a connection alive by events that say nothing.
    if (data.trim() === '') continue;
    const chunk = parseJson(data) as RawChunk | null;
    const error = errorIn(event, chunk);
    if (error) {
      body.destroy();
      return { error };
    }
    if (chunk !== null) joined.add(chunk);
  }
}
