/** The prompts of a run while its samples are indexed, from the file of the index: all of them take more memory than all rows. */

import type { PromptRecord } from '../../../../store/index.js';
import type { IndexFile } from './file/index.js';

/** Prompts that are held: samples that are judged together ask for theirs twice. */
const HELD = 2048;

interface Numbered {
  readonly number: number;
  readonly record: PromptRecord;
}

export class Prompts {
  readonly #file: IndexFile;
  readonly #held = new Map<string, Numbered | undefined>();

  constructor(file: IndexFile) {
    this.#file = file;
  }

  #of(id: string): Numbered | undefined {
    const held = this.#held.get(id);
    if (held !== undefined || this.#held.has(id)) return held;
    const [number] = this.#file.promptsOf(id);
    const json = number === undefined ? undefined : this.#file.prompt(number);
    const found =
      number === undefined || json === undefined
        ? undefined
        : { number, record: JSON.parse(json) as PromptRecord };
    this.#held.set(id, found);
    if (this.#held.size > HELD) this.#held.delete(this.#held.keys().next().value as string);
    return found;
  }

  get(id: string): PromptRecord | undefined {
    return this.#of(id)?.record;
  }

  /** Its number in the index. */
  number(id: string): number | undefined {
    return this.#of(id)?.number;
  }
}
