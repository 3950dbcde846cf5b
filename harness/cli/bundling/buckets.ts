/** Lines that are gathered by the beginning of a hash, in files: more than memory holds, read a file at a time in the end. */

import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Digits of a hash by which lines are gathered, and UTF-16 code units of lines that are held. */
export const DIGITS = 2;
const HELD = 1 << 15;

/** The name of a bucket: what a browser finds it by. */
export const bucketOf = (hash: string): string =>
  /^[0-9a-f]{2}/.test(hash) ? hash.slice(0, DIGITS) : 'other';

export class Buckets {
  readonly #folder: string;
  readonly #held = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** Adds a value under a hash. */
  add(hash: string, value: unknown): void {
    const name = bucketOf(hash);
    const held = `${this.#held.get(name) ?? ''}${JSON.stringify([hash, value])}\n`;
    if (held.length > HELD) {
      appendFileSync(join(this.#folder, name), held);
      this.#held.delete(name);
    } else this.#held.set(name, held);
  }

  /** All buckets with what is in them, each once; nothing is left behind. */
  *take(): Generator<readonly [name: string, entries: readonly (readonly [hash: string, value: unknown])[]]> {
    for (const [name, held] of this.#held) appendFileSync(join(this.#folder, name), held);
    this.#held.clear();
    for (const name of readdirSync(this.#folder)) {
      const lines = readFileSync(join(this.#folder, name), 'utf8').trimEnd().split('\n');
      yield [name, lines.map((line) => JSON.parse(line) as [string, unknown])];
    }
    rmSync(this.#folder, { recursive: true });
  }
}
