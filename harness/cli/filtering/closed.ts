/** Questions that are done with: of the last ones it is known that none comes again, in memory that does not grow. */

import { hash } from 'node:crypto';
import { KeySet } from '../../../store/index.js';

/** Questions of which at least so many are known, and at most twice as many. */
const KNOWN = 1 << 17;

const keyOf = (question: string): string => hash('sha256', question).slice(0, 24);

export class Closed {
  #young = new KeySet();
  #old = new KeySet();

  add(question: string): void {
    if (this.#young.size >= KNOWN) {
      this.#old = this.#young;
      this.#young = new KeySet();
    }
    this.#young.add(keyOf(question));
  }

  has(question: string): boolean {
    const key = keyOf(question);
    return this.#young.has(key) || this.#old.has(key);
  }
}
