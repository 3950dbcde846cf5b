/** The pieces of a text that comes while it is written: lines of JSON, or server-sent events as endpoints stream them. */

import { createParser } from 'eventsource-parser';
import { fieldAt } from '../../files/index.js';
import { type BodyKind, jsonIn, MOST_UNITS } from './body.js';
import { Refused } from './refused.js';

/** What a line or an event says. */
export interface Piece {
  readonly id?: unknown;
  readonly language?: string;
  readonly prompt?: string;
  /** Empty where it has none. */
  readonly text: string;
}

/** Bytes of a line or an event. */
const LONGEST = 4 * MOST_UNITS;

/** Where protocols keep the text of a piece: our own, chat completions, completions, the Messages API, the Responses API. */
const TEXT_FIELDS = ['text', 'choices.0.delta.content', 'choices.0.text', 'delta.text', 'delta'] as const;

const DONE = '[DONE]';

const asString = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Types of events of the Responses API, of which only this one is text of the answer. */
const isOtherDelta = (value: unknown): boolean => {
  const type = asString(fieldAt(value, 'type'));
  return type?.startsWith('response.') === true && type !== 'response.output_text.delta';
};

function pieceOf(value: unknown, where: string): Piece {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Refused(400, { what: 'this is no object', where, todo: 'send {"text": ...}' });
  const text = isOtherDelta(value)
    ? undefined
    : TEXT_FIELDS.map((name) => asString(fieldAt(value, name))).find((each) => each !== undefined);
  const [language, prompt] = [asString(fieldAt(value, 'language')), asString(fieldAt(value, 'prompt'))];
  const id = fieldAt(value, 'id');
  return {
    text: text ?? '',
    ...(id !== undefined && { id }),
    ...(language !== undefined && { language }),
    ...(prompt !== undefined && { prompt }),
  };
}

const tooLong = (where: string): Refused =>
  new Refused(413, { what: `the piece has more than ${LONGEST >> 20} MiB`, where, todo: '' });

async function* piecesOfLines(body: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  let rest: Buffer[] = [];
  let held = 0;
  let number = 0;
  const whole = (last: Buffer): Piece | undefined => {
    const line = Buffer.concat([...rest, last]);
    [rest, held] = [[], 0];
    number++;
    const where = `line ${number}`;
    return /\S/.test(line.toString('latin1')) ? pieceOf(jsonIn(line, where), where) : undefined;
  };
  for await (const bytes of body) {
    let from = 0;
    for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', from)) {
      const piece = whole(bytes.subarray(from, end));
      from = end + 1;
      if (piece !== undefined) yield piece;
    }
    held += bytes.length - from;
    if (held > LONGEST) throw tooLong(`line ${number + 1}`);
    if (from < bytes.length) rest.push(bytes.subarray(from));
  }
  const piece = rest.length === 0 ? undefined : whole(Buffer.alloc(0));
  if (piece !== undefined) yield piece;
}

async function* piecesOfEvents(body: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  const waiting: string[] = [];
  let isTooLong = false;
  let number = 0;
  const parser = createParser({
    onEvent: ({ data }) => waiting.push(data),
    onError: ({ type }) => {
      isTooLong ||= type === 'max-buffer-size-exceeded';
    },
    maxBufferSize: LONGEST,
  });
  const decoder = new TextDecoder();
  function* read(): Generator<Piece> {
    for (const data of waiting.splice(0)) {
      number++;
      const where = `event ${number}`;
      if (data.trim() !== DONE) yield pieceOf(jsonIn(Buffer.from(data), where), where);
    }
    if (isTooLong) throw tooLong(`event ${number + 1}`);
  }
  for await (const bytes of body) {
    parser.feed(decoder.decode(bytes, { stream: true }));
    yield* read();
  }
  // A last event may lack the empty line behind it.
  parser.feed(`${decoder.decode()}\n\n`);
  yield* read();
}

/** The pieces of a body, each as soon as it has come. Throws Refused, and what the connection throws. */
export function piecesOf(body: AsyncIterable<Buffer>, kind: BodyKind): AsyncGenerator<Piece> {
  return kind === 'events' ? piecesOfEvents(body) : piecesOfLines(body);
}
