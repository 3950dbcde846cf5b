/** The tokens of a text in their places, and which characters pieces make together. */

import type { TokenId, Vocabulary } from '../tokenizer/index.js';
import type { TracedPlace } from './types.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decoded(pieces: readonly Uint8Array[]): string | undefined {
  try {
    return utf8.decode(Buffer.concat(pieces));
  } catch {
    return undefined;
  }
}

/** Bytes of the longest character. */
const LONGEST = 4;

/** Tokens in their places; pieces of characters with the characters that they make together. */
export function placesOf(vocabulary: Vocabulary, ids: readonly TokenId[]): TracedPlace[] {
  const places: TracedPlace[] = [];
  for (let from = 0; from < ids.length; ) {
    let to = from + 1;
    const bytes = (): Uint8Array[] => ids.slice(from, to).map((id) => vocabulary.bytesOf(id));
    const isWhole = (id: TokenId | undefined): boolean =>
      id !== undefined && vocabulary.kindOf(id) !== 'partial';
    let text = decoded(bytes());
    // A piece may end one character and begin the next, so that a few of them go on.
    while (text === undefined && to < ids.length && to - from < LONGEST * LONGEST && !isWhole(ids[to])) {
      to++;
      text = decoded(bytes());
    }
    const isPieces = to - from > 1;
    for (const id of ids.slice(from, to)) places.push({ id, piece_of: isPieces ? (text ?? null) : null });
    from = to;
  }
  return places;
}
