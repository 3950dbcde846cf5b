/** What a run of responses holds, by hash: what decides whether it is there already. */

import { createHash } from 'node:crypto';
import type { PromptRecord } from '../../store/index.js';

export interface Content {
  /** SHA-256 of all that its samples hold. */
  readonly samples: string;
  /** The same with its prompts: names the run. Without prompts, that of the samples. */
  readonly whole: string;
  /** What version 0.1 named it by: the keys and answers. */
  readonly former: string;
  /** How the prompts of another run with the same samples compare. */
  compare(prompts: ReadonlyMap<string, PromptRecord>): Comparison;
}

/** The other prompts are the same or more of them, they are fewer, or one id stands for different prompts. */
export type Comparison = 'known' | 'fewer' | 'other';

/** UTF-16 code units that are hashed at once: a call takes as long as a kilobyte. */
const HASHED = 1 << 16;

/** SHA-256 of texts, one after the other. */
export class TextHash {
  readonly #hash = createHash('sha256');
  #held = '';

  add(text: string): void {
    this.#held += text;
    if (this.#held.length >= HASHED) this.#take();
  }

  #take(): void {
    this.#hash.update(this.#held);
    this.#held = '';
  }

  /** 64 hexadecimal digits. Nothing can be added after it. */
  digest(): string {
    this.#take();
    return this.#hash.digest('hex');
  }
}

/** The same of records, as they stand in JSON. */
export class RecordHash {
  readonly #hash = new TextHash();

  add(record: object): void {
    this.#hash.add(`${JSON.stringify(record)}\n`);
  }

  digest(): string {
    return this.#hash.digest();
  }
}

/** The hash of samples with their prompts, of the hash of each. */
export const wholeHash = (samples: string, prompts: string): string =>
  createHash('sha256').update(`${samples}\n${prompts}`).digest('hex');
