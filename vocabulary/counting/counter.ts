/** Counts the tokens of samples. */

import type { TokenId } from '../tokenizer/index.js';
import type { PartEncoder } from './parts.js';
import type { TokenCounts, TrainingSample } from './types.js';

/** Numbers for so many ids. */
export const noCounts = (ids: number): TokenCounts => ({
  samples: new Float64Array(ids),
  targets: new Float64Array(ids),
  read: new Float64Array(ids),
});

export class Counter {
  readonly #encoder: PartEncoder;
  readonly #counts: TokenCounts;
  /** The last sample in which an id was a target. */
  readonly #last: Float64Array;
  #sample = 0;

  constructor(encoder: PartEncoder, counts: TokenCounts) {
    this.#encoder = encoder;
    this.#counts = counts;
    this.#last = new Float64Array(counts.samples.length);
  }

  /** Begins a sample. */
  begin(): void {
    this.#sample++;
  }

  /** Counts tokens of the sample that are only read. */
  readonly read = (tokens: readonly TokenId[]): void => {
    const { read } = this.#counts;
    for (let i = 0; i < tokens.length; i++) (read[tokens[i] as number] as number)++;
  };

  /** Counts tokens of the sample that are targets. */
  readonly target = (tokens: readonly TokenId[]): void => {
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

  /** Counts a sample. */
  add({ targets, read }: TrainingSample): void {
    this.begin();
    for (const text of targets) this.#encoder.each(text, this.target);
    for (const text of read) this.#encoder.each(text, this.read);
  }
}
