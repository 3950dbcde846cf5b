/** Encodes texts, and remembers the tokens of what comes again: words, mostly. */

import type { Encoding, TokenId } from '../tokenizer/index.js';
import { cutText } from './cut.js';

/** Parts of texts whose tokens are kept, and UTF-16 code units of the longest. */
const KEPT = 1 << 18;
const LONGEST_KEPT = 48;

export class PartEncoder {
  readonly #encoding: Encoding & { readonly kind: 'known' };
  readonly #kept = new Map<string, readonly TokenId[]>();

  constructor(encoding: Encoding & { readonly kind: 'known' }) {
    this.#encoding = encoding;
  }

  #tokensOf(part: string): readonly TokenId[] {
    const kept = this.#kept.get(part);
    if (kept !== undefined) return kept;
    const tokens = this.#encoding.encode(part);
    // What comes first is what is frequent: later parts are left out rather than the first ones forgotten.
    if (part.length <= LONGEST_KEPT && this.#kept.size < KEPT) this.#kept.set(part, tokens);
    return tokens;
  }

  /** Calls `take` with the tokens of a text, in order, some at a time. */
  each(text: string, take: (tokens: readonly TokenId[]) => void): void {
    if (this.#encoding.separable) cutText(text, (part) => take(this.#tokensOf(part)));
    else take(this.#encoding.encode(text));
  }

  /** The tokens of a text. */
  encode(text: string): readonly TokenId[] {
    const ids: TokenId[] = [];
    this.each(text, (tokens) => {
      for (let i = 0; i < tokens.length; i++) ids.push(tokens[i] as TokenId);
    });
    return ids;
  }
}
