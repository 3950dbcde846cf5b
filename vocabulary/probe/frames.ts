/** How a token is put into a prompt so that the prompt holds this very token, and no other way of spelling it. */

import type { Encoding, TokenId, Vocabulary } from '../tokenizer/index.js';
import type { Frame, Framed } from './types.js';

type Known = Encoding & { readonly kind: 'known' };

/** What stands before and behind a token. Marks keep its spaces where models tidy up. */
const AROUND: Readonly<Record<Frame, readonly [string, string]>> = {
  marks: ['«', '»'],
  line: ['\n', '\n'],
};

/** A token's text in its frame. */
export const framed = ({ text, frame }: Pick<Framed, 'text' | 'frame'>): string =>
  frame === 'marks' ? `«${text}»` : text;

/** Units of the longest token that is asked for: longer ones are rules of a document, and nobody's word. */
const LONGEST = 200;

/** Finds frames. */
export class Framer {
  readonly #vocabulary: Vocabulary;
  readonly #encode: Known['encode'];
  readonly #prefix: number;

  constructor(vocabulary: Vocabulary, { encode, prefixed }: Known) {
    this.#vocabulary = vocabulary;
    this.#encode = encode;
    this.#prefix = prefixed ? 1 : 0;
  }

  #holds(id: TokenId, text: string, frame: Frame): boolean {
    const [before, behind] = AROUND[frame];
    const start = Buffer.byteLength(before);
    let at = 0;
    for (const one of this.#encode(before + text + behind)) {
      if (one === id && (at === start || at === start + this.#prefix)) return true;
      if (at > start + this.#prefix) return false;
      at += this.#vocabulary.bytesOf(one).length;
    }
    return false;
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
