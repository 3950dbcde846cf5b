/** Bytes in the place of what a Unigram tokenizer has no piece for, as tokenizers does and its library in JavaScript does not: llm-jp's have it. */

import type { TokenId } from '../types.js';
import type { TokenizerDocument } from './shape.js';

/** Tokens with their ids, of which the unknown ones have the text that they stand for. */
interface Encoded {
  readonly ids: readonly TokenId[];
  readonly tokens: readonly string[];
}

const nameOf = (byte: number): string => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;

/** What puts the bytes in; undefined for a tokenizer that has none. */
export function byteFallbackOf({ model }: TokenizerDocument): ((encoded: Encoded) => TokenId[]) | undefined {
  const { vocab, byte_fallback, unk_id } = model;
  if (byte_fallback !== true || !Array.isArray(vocab)) return undefined;
  const pieces = new Map(vocab.map((entry, id) => [(entry as readonly unknown[])[0], id]));
  const bytes = Array.from({ length: 256 }, (_, byte) => pieces.get(nameOf(byte)));
  return ({ ids, tokens }) =>
    ids.flatMap((id, i) => {
      const token = tokens[i] ?? '';
      if (id !== unk_id || pieces.has(token)) return [id];
      const found = Array.from(Buffer.from(token, 'utf8'), (byte) => bytes[byte]);
      return found.every((one) => one !== undefined) ? found : [id];
    });
}
