/** A streamed response: server-sent events are joined to the completion that they are pieces of. */

import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { parseJson } from '../../files/index.js';
import type { RawCompletion } from './answer.js';
import { BodyError, TooLarge } from './errors.js';
import { MOST_OF_EVENT, sparseEvent } from './largest.js';
import type { Pieces } from './protocols/index.js';

/** What a response is read from. */
export interface EventBody extends AsyncIterable<Uint8Array> {
  destroy(): unknown;
}

/** Milliseconds that a server has to end a response of which it said that it is done. */
const LINGER = 250;

/**
 * Gives back a stream's pieces with LF at the end of every line. The parser takes CR too, and looks for an LF behind each to the end of
 * what it has.
 */
function lineFeeds(): (text: string) => string {
  let ended = false;
  return (text) => {
    const rest = ended && text.startsWith('\n') ? text.slice(1) : text;
    if (text !== '') ended = text.endsWith('\r');
    return rest.includes('\r') ? rest.replace(/\r\n?/g, '\n') : rest;
  };
}

/** An event; `isLast` where nothing ended it but the stream: it may be torn. */
interface Heard extends EventSourceMessage {
  readonly isLast: boolean;
}

/** Rejects as the body does, once all has been said that came. */
async function* eventsOf(body: EventBody): AsyncGenerator<Heard> {
  const events: EventSourceMessage[] = [];
  const heard = (isLast: boolean): Heard[] => events.splice(0).map((event) => ({ ...event, isLast }));
  let tooLarge = false;
  const parser = createParser({
    onEvent: (event) => events.push(event),
    onError: ({ type }) => {
      tooLarge ||= type === 'max-buffer-size-exceeded';
    },
    maxBufferSize: MOST_OF_EVENT,
  });
  const decoder = new TextDecoder();
  const withLineFeeds = lineFeeds();
  let broken: { readonly error: unknown } | undefined;
  try {
    for await (const bytes of body) {
      parser.feed(withLineFeeds(decoder.decode(bytes, { stream: true })));
      if (tooLarge) throw TooLarge.event(MOST_OF_EVENT);
      yield* heard(false);
    }
  } catch (error) {
    broken = { error };
  }
  // What it has is no event, and it takes nothing more.
  if (tooLarge && broken !== undefined) throw broken.error;
  // A last event may lack the empty line behind it, and the end of its own.
  parser.feed(withLineFeeds(`${decoder.decode()}\n\n`));
  yield* heard(true);
  if (broken !== undefined) throw broken.error;
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

/** What an event may say whatever the protocol. */
interface RawEvent {
  readonly type?: unknown;
  readonly error?: unknown;
  readonly choices?: readonly ({ readonly error?: unknown } | null)[];
}

/** The error that an event is, or that its choice holds; undefined where there is none. */
function errorIn(event: string | undefined, value: RawEvent): unknown {
  const isError = event === 'error' || value.type === 'error';
  return value.error || value.choices?.[0]?.error || (isError ? value : undefined);
}

/** Null where it says nothing, or may be torn and is no JSON. Throws BodyError, which quotes the event. */
function parseEvent(data: string, mayBeTorn: boolean): RawEvent | null {
  let value: unknown;
  try {
    value = parseJson(data);
  } catch {
    if (mayBeTorn) return null;
    throw new BodyError(`an event is no JSON: ${data}`);
  }
  return typeof value === 'object' ? value : null;
}

/**
 * The completion that a stream of events makes; null where it ends before the server said that it is complete. Throws BodyError at an
 * event that is no JSON.
 */
export async function joinEvents(body: EventBody, pieces: Pieces): Promise<RawCompletion | null> {
  try {
    return await join(body, pieces);
  } catch (error) {
    // Nobody reads on, and a connection with an unread body would be busy for ever.
    body.destroy();
    const whole = error instanceof BodyError ? null : pieces.completion(false);
    if (whole === null) throw error;
    return whole;
  }
}

async function join(body: EventBody, pieces: Pieces): Promise<RawCompletion | null> {
  const events = eventsOf(body);
  for (;;) {
    const next = await events.next();
    if (next.done) return pieces.completion(false);
    const { event, data, isLast } = next.value;
    if (data.startsWith('[DONE]')) {
      await drain(events, body);
      return pieces.completion(true);
    }
    // Some servers keep a connection alive by events that say nothing.
    if (data.trim() === '') continue;
    const value = parseEvent(sparseEvent(data), isLast);
    if (value === null) continue;
    const error = errorIn(event, value);
    if (error) {
      body.destroy();
      return { error };
    }
    if (pieces.add(value)) {
      await drain(events, body);
      return pieces.completion(true);
    }
  }
}
