/** How large a response may be: a server that never ends one must not take all memory. */

import { isDense, MOST_VALUES } from '../../files/index.js';
import type { SuiteTarget } from '../suite/index.js';
import { TooLarge } from './errors.js';

/** MiB of a response, where the suite does not say: 130,000 tokens, streamed in 250 bytes of JSON each. Probabilities take eight times that. */
const MAX_RESPONSE = 32;
const WITH_LOGPROBS = 256;

/**
 * Code units of one event of a stream: a last event may hold all of an answer once more. What nobody ended yet is held as text, and a
 * target has many responses in flight.
 */
export const MOST_OF_EVENT = 8 * 2 ** 20;

/** Bytes of a response, as it is sent and at each step of decompressing it. */
export const mostBytes = ({ max_response, logprobs }: SuiteTarget): number =>
  Math.floor((max_response ?? (logprobs === undefined ? MAX_RESPONSE : WITH_LOGPROBS)) * 2 ** 20);

/** Bytes of a response for each list, object or string in it: probabilities of tokens have 9 to 10, and what takes 50 in memory has 3. */
const BYTES_A_VALUE = 8;

const isTooDense = (text: string, values: number): boolean =>
  text.length >= values && isDense(Buffer.from(text), values);

/** The text of a response of `most` bytes at most, where its values can be held. Throws TooLarge. */
export function sparse(text: string, most: number): string {
  const values = Math.max(MOST_VALUES, Math.floor(most / BYTES_A_VALUE));
  if (isTooDense(text, values)) throw TooLarge.values('the response', values);
  return text;
}

/** The same of an event of a stream. */
export function sparseEvent(data: string): string {
  const values = MOST_OF_EVENT / BYTES_A_VALUE;
  if (isTooDense(data, values)) throw TooLarge.values('an event of the stream', values);
  return data;
}

/** The error, as TooLarge where that is what it says: undici has a name of its own for it. */
export function largest(error: unknown, most: number): unknown {
  const isTooLarge = (error as { readonly code?: unknown } | null)?.code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
  return isTooLarge ? TooLarge.response(most) : error;
}
