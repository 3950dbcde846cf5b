/**
 * Whether the text of a token is encoded to it: `encode(decode(id))` against `[id]`, as Land and Bartolo 2024 ("Fishing for Magikarp") tell
 * unreachable tokens. Within a longer text, which is split elsewhere, such a token may still stand: " I'" of o200k_base in " I're".
 */

import type { Encoding, TokenId, TokenKind } from '../tokenizer/index.js';

/** Kinds that a text could be encoded to: special tokens and those that are not in use no text is meant for. */
const REACHABLE: ReadonlySet<TokenKind> = new Set(['text', 'byte']);

/** Whether a text could be encoded to a token of this kind. */
export const isReachable = (kind: TokenKind): boolean => REACHABLE.has(kind);

/** What a tokenizer that puts a space before a text is given before a token, so that none stands before it: with one of these it is no word. */
const BEFORE = ['\n', '«', '0', 'a'] as const;

/** What says of a token whether its text is encoded to it. */
export class Reach {
  readonly #encode: (text: string) => readonly TokenId[];
  readonly #prefixed: boolean;
  readonly #before: readonly (readonly [string, readonly TokenId[]])[];

  constructor({ encode, prefixed }: Encoding & { readonly kind: 'known' }) {
    this.#encode = encode;
    this.#prefixed = prefixed;
    this.#before = prefixed ? BEFORE.map((text) => [text, encode(text)]) : [];
  }

  /** The tokens of a token's text. */
  encoded(text: string): readonly TokenId[] {
    return this.#encode(text);
  }

  #isAlone(id: TokenId, text: string): boolean {
    const ids = this.#encode(text);
    return ids.length === 1 && ids[0] === id;
  }

  /**
   * True where `encode(decode(id))` is `[id]`. Where a space is put before every text, a token that begins with one is its text without it,
   * and any other one is to be the last behind a character that keeps the space from it.
   */
  reaches(id: TokenId, text: string): boolean {
    if (this.#isAlone(id, text)) return true;
    if (!this.#prefixed) return false;
    if (text.startsWith(' ') && this.#isAlone(id, text.slice(1))) return true;
    return this.#before.some(([before, own]) => {
      const ids = this.#encode(before + text);
      return ids.length === own.length + 1 && ids.at(-1) === id && own.every((one, i) => ids[i] === one);
    });
  }
}
