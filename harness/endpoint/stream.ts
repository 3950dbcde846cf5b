/** A streamed response: server-sent events are joined to the completion that they are pieces of. */

import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { contentOf, type RawCompletion, type RawMessage, type RawToolCall, type RawUsage } from './answer.js';
import type { RawLogprob } from './logprobs.js';

/** A chunk as servers really send it: the last one may hold a whole message. */
interface RawChunk {
  readonly choices?: readonly {
    readonly delta?: RawMessage | null;
    readonly message?: RawMessage | null;
    readonly finish_reason?: string | null;
    readonly logprobs?: { readonly content?: readonly RawLogprob[] | null } | null;
  }[];
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
  id: string;
  name: string;
  arguments: string;
}

/** The call that a piece belongs to: by its index, or else by its id; a piece without either goes on with the last one. */
function callOf(calls: Call[], { index, id }: RawToolCall): Call {
  const name = typeof id === 'string' ? id : '';
  const last = calls.at(-1);
  const begins = last === undefined || (name !== '' && last.id !== '' && name !== last.id);
  const at = typeof index === 'number' ? index : begins ? calls.length : calls.length - 1;
  calls[at] ??= { id: name, name: '', arguments: '' };
  return calls[at];
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
      model: model ?? this.#last.model,
      system_fingerprint: system_fingerprint ?? this.#last.system_fingerprint,
      usage: usage ?? this.#last.usage ?? null,
    };
    const choice = choices?.[0];
    if (choice === undefined) return;
    const delta = choice.delta ?? choice.message ?? {};
    this.#addTexts(delta);
    this.#addCalls(delta);
    for (const one of choice.logprobs?.content ?? []) this.#logprobs.push(one);
    this.#finish = choice.finish_reason || this.#finish;
  }

  #addTexts(delta: RawMessage): void {
    const { whole, thinking = '', refusal = '' } = contentOf(delta);
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
    const tool_calls = this.#calls.filter((call) => call !== undefined).map((call) => ({ function: call }));
    const message = {
      content: this.#content,
      ...this.#texts,
      ...(this.#thinking !== '' &&
        this.#texts.reasoning_content === undefined && { reasoning_content: this.#thinking }),
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

/**
 * The completion that a stream of events makes; null where it ends before the server said that it is complete. `onToken` is called
 * once, at the first piece of any channel. Throws SyntaxError at an event that is no JSON.
 */
export async function joinEvents(body: EventBody, onToken: () => void): Promise<RawCompletion | null> {
  const joined = new Joined(onToken);
  const events = eventsOf(body);
  for (;;) {
    const next = await events.next();
    if (next.done) return joined.completion(false);
    const { event, data } = next.value;
    if (data.startsWith('[DONE]')) {
      await drain(events, body);
      return joined.completion(true);
    }
    const chunk = JSON.parse(data) as RawChunk | null;
    if (event === 'error' || chunk?.error) {
      body.destroy();
      return { error: chunk?.error ?? chunk };
    }
    if (chunk !== null) joined.add(chunk);
  }
}
