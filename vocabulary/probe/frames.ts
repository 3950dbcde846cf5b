/** How a token is put into a prompt so that the prompt holds this very token, and no other way of spelling it. */

import type { Encoding, TokenId, Vocabulary } from '../tokenizer/index.js';
import type { Frame, Framed } from './types.js';

type Known = Encoding & { readonly kind: 'known' };

/** A token's text in its frame: marks keep its spaces where models tidy up. */
export const framed = ({ text, frame }: Pick<Framed, 'text' | 'frame'>): string =>
  frame === 'marks' ? `«${text}»` : text;

/** Units of the longest token that is asked for: longer ones are rules of a document, and nobody's word. */
const LONGEST = 200;

/** Finds frames. */
export class Framer {
  readonly #vocabulary: Vocabulary;
  readonly #encode: Known['encode'];

  constructor(vocabulary: Vocabulary, { encode }: Known) {
    this.#vocabulary = vocabulary;
    this.#encode = encode;
  }

  /** Whether the token is what it is wherever it stands: on the first line, and on those behind it. */
  #holds(id: TokenId, text: string, frame: Frame): boolean {
    const line = framed({ text, frame });
    let found = 0;
    for (const one of this.#encode(`\n${line}\n${line}\n`)) if (one === id) found++;
    return found >= 2;
  }

  /** A token in its frame; undefined where none holds it: pieces of characters, unreachable tokens, breaks of lines. */
  frame(id: TokenId): Framed | undefined {
    const text = this.#vocabulary.kindOf(id) === 'text' ? this.#vocabulary.textOf(id) : null;
    if (text === null || text === '' || text.length > LONGEST || /[\r\n]/.test(text)) return undefined;
    if (this.#holds(id, text, 'marks')) return { id, text, frame: 'marks' };
    // A line may lose the spaces at its ends on the way.
    if (text.trim() === text && this.#holds(id, text, 'line')) return { id, text, frame: 'line' };
    return undefined;
  }
}
