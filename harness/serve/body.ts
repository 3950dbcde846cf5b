/** The body of a request, within bounds. */

import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { isDense, parseJson } from '../../files/index.js';
import { Refused } from './refused.js';

/** Bytes of a body. */
export const MOST_BYTES = 16 << 20;

/** UTF-16 code units of one text: detection takes a second of them, in which nobody else is answered. */
export const MOST_UNITS = 1 << 20;

/** Lists, objects and strings in a body. */
const MOST_VALUES = 500_000;

const TOO_LARGE = 413;
const WRONG_TYPE = 415;

/** What kinds of body there are, by their content type. */
export type BodyKind = 'json' | 'lines' | 'events';

const KINDS: ReadonlyMap<string, BodyKind> = new Map([
  ['application/json', 'json'],
  ['application/x-ndjson', 'lines'],
  ['application/jsonl', 'lines'],
  ['text/event-stream', 'events'],
]);

/**
 * The kind of a body, of those that are taken. A page in a browser can send none of these to another origin without asking first.
 * Throws {@link Refused}.
 */
export function kindOf({ headers }: IncomingMessage, taken: readonly BodyKind[]): BodyKind {
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const kind = KINDS.get(type);
  if (kind !== undefined && taken.includes(kind)) return kind;
  const names = [...KINDS].flatMap(([name, each]) => (taken.includes(each) ? [name] : []));
  throw new Refused(WRONG_TYPE, {
    what: type === '' ? 'the body has no type' : 'the body has another type',
    where: 'content-type',
    todo: `send ${names.join(' or ')}`,
  });
}

const tooLarge = (what: string, where: string, todo: string): Refused =>
  new Refused(TOO_LARGE, { what, where, todo });

/** The pieces of a body as they come. Who stops reading can still answer, which a stream's own iterator would not let them. */
export const pieces = (request: IncomingMessage): AsyncIterable<Buffer> =>
  request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;

/** The bytes of a body. Rejects with {@link Refused} where they are too many, and with what the connection says. */
export function bytesOf(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const held: Buffer[] = [];
    let length = 0;
    const refuse = (): void => {
      request.off('data', take);
      const todo = 'send fewer texts at once';
      reject(tooLarge(`the body has more than ${MOST_BYTES >> 20} MiB`, 'body', todo));
    };
    // By events: a stream's iterator takes a tenth of what a short text does.
    const take = (piece: Buffer): void => {
      length += piece.length;
      if (length > MOST_BYTES) refuse();
      else held.push(piece);
    };
    if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) {
      refuse();
      return;
    }
    request.on('data', take);
    request.once('end', () =>
      resolve(held.length === 1 && held[0] !== undefined ? held[0] : Buffer.concat(held)),
    );
    request.once('error', reject);
    request.once('close', () => {
      if (!request.complete) reject(new Error('the connection was closed'));
    });
  });
}

const bad = (what: string, where: string): Refused => new Refused(400, { what, where, todo: '' });

/** The value of bytes that are JSON in UTF-8. Throws {@link Refused}. */
export function jsonIn(bytes: Buffer, where: string): unknown {
  if (isDense(bytes, MOST_VALUES))
    throw tooLarge(
      `the JSON holds more than ${MOST_VALUES.toLocaleString('en-US')} values`,
      where,
      'send less',
    );
  if (!isUtf8(bytes)) throw bad('the bytes are not UTF-8', where);
  try {
    return parseJson(bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw bad('malformed JSON', where);
    throw error;
  }
}

/** Throws {@link Refused} where a text, or a prompt, is too long to be answered beside others. */
export function checkLength(length: number, where: string, most = MOST_UNITS): void {
  if (length <= most) return;
  const shown = most.toLocaleString('en-US');
  throw tooLarge(`the text has more than ${shown} UTF-16 code units`, where, 'send it in parts');
}
