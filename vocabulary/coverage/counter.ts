/** Counts the tokens of samples. */

import type { Encoding, TokenId } from '../tokenizer/index.js';
import { cutText } from './cut.js';
import type { TokenCounts, TrainingSample } from './types.js';

/** Parts of texts whose tokens are kept, and UTF-16 code units of the longest. */
const KEPT = 1 << 18;
const LONGEST_KEPT = 48;

/** Numbers for so many ids. */
export const noCounts = (ids: number): TokenCounts => ({
  samples: new Float64Array(ids),
  targets: new Float64Array(ids),
  read: new Float64Array(ids),
});

export class Counter {
  readonly #encoding: Encoding & { readonly kind: 'known' };
  readonly #counts: TokenCounts;
  readonly #kept = new Map<string, readonly TokenId[]>();
  /** The last sample in which an id was a target. */
  readonly #last: Float64Array;
  #sample = 0;

  constructor(encoding: Encoding & { readonly kind: 'known' }, counts: TokenCounts) {
    this.#encoding = encoding;
    this.#counts = counts;
    this.#last = new Float64Array(counts.samples.length);
  }

  #tokensOf(part: string): readonly TokenId[] {
    const kept = this.#kept.get(part);
    if (kept !== undefined) return kept;
    const tokens = this.#encoding.encode(part);
    // What comes first is what is frequent: later parts are left out rather than the first ones forgotten.
    if (part.length <= LONGEST_KEPT && this.#kept.size < KEPT) this.#kept.set(part, tokens);
    return tokens;
  }

  #each(text: string, take: (tokens: readonly TokenId[]) => void): void {
    if (this.#encoding.separable) cutText(text, (part) => take(this.#tokensOf(part)));
    else take(this.#encoding.encode(text));
  }

  readonly #given = (tokens: readonly TokenId[]): void => {
    const { read } = this.#counts;
    for (let i = 0; i < tokens.length; i++) (read[tokens[i] as number] as number)++;
  };

  readonly #target = (tokens: readonly TokenId[]): void => {
    const { samples, targets } = this.#counts;
    const last = this.#last;
    const sample = this.#sample;
    // By index: this is where the time goes.
    for (let i = 0; i < tokens.length; i++) {
      const id = tokens[i] as number;
      (targets[id] as number)++;
      if (last[id] === sample) continue;
      last[id] = sample;
      (samples[id] as number)++;
    }
  };

  /** Adds a sample. */
  add({ targets, read }: TrainingSample): void {
    this.#sample++;
    for (const text of targets) this.#each(text, this.#target);
    for (const text of read) this.#each(text, this.#given);
  }
}
