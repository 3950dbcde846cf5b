/** Characters whose first pieces have no entry of their own: what a place goes on with, and which of its tokens was drawn behind that. */

import type { OffScript } from '../../detectors/bare/index.js';
import { isSame, type Listed } from './listed.js';
import { bytesOf, isContinuation, read } from './pieces.js';

/** Whether the tokens at a place go on with a character whose first pieces have no entry. */
export function goesOn({ tokens, most }: Listed): boolean {
  let [all, on] = [0, 0];
  for (const [i, { name }] of tokens.entries()) {
    const probability = most[i] ?? 0;
    all += probability;
    // A text begins with a whole character.
    if (typeof name !== 'string' && isContinuation(name?.[0])) on += probability;
  }
  return on > all / 2;
}

/** Whether bytes are the end of others, which have more. */
const isEndOf = (bytes: readonly number[] | null, whole: readonly number[]): bytes is readonly number[] =>
  bytes !== null &&
  bytes.length > 0 &&
  bytes.length < whole.length &&
  bytes.every((byte, i) => byte === whole[whole.length - bytes.length + i]);

/**
 * The beginning of a character that the token of this place goes on with, where its first pieces have no entry: all but the token that has its probability, else what most tokens make whole
 * characters with.
 */
export function begunAt({ tokens, most, place }: Listed, off: OffScript): readonly number[] {
  const { bytes, logprob } = place;
  if (bytes === null) return [];
  const own = tokens.find(
    (token) => logprob !== null && isSame(token.logprob, logprob) && isEndOf(bytesOf(token.name), bytes),
  );
  if (own !== undefined) return bytes.slice(0, bytes.length - (bytesOf(own.name)?.length ?? 0));
  let lead = bytes.length - 1;
  while (lead > 0 && isContinuation(bytes[lead])) lead--;
  const made = (begun: readonly number[]): number =>
    tokens.reduce((sum, token, i) => {
      const own = bytesOf(token.name);
      const { isSound, pending } = read([...begun, ...(own ?? [])], off);
      return sum + (own !== null && isSound && pending.length === 0 ? (most[i] ?? 0) : 0);
    }, 0);
  let [best, share] = [bytes.slice(0, lead), -1];
  for (let to = lead + 1; to < bytes.length; to++) {
    const begun = bytes.slice(0, to);
    const whole = made(begun);
    if (whole >= share) [best, share] = [begun, whole];
  }
  return best;
}

/** Which of the tokens goes on with this beginning as the text does; -1 where none. */
export const drawnBehind = ({ tokens, place: { bytes } }: Listed, begun: readonly number[]): number =>
  tokens.findIndex(({ name }) => {
    const own = bytesOf(name);
    return bytes !== null && isEndOf(own, bytes) && own.length === bytes.length - begun.length;
  });
