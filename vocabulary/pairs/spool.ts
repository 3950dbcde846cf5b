/** Texts beside memory: those of a run's pairs are as large as the run. */

import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a text lies. */
interface Place {
  readonly at: number;
  readonly bytes: number;
}

/** Texts by their keys, in a file that only this process sees. */
export class Spool<Key> {
  readonly #folder: string;
  readonly #file: number;
  readonly #places = new Map<Key, Place>();
  #end = 0;

  constructor() {
    this.#folder = mkdtempSync(join(tmpdir(), 'offscript-pairs-'));
    this.#file = openSync(join(this.#folder, 'texts'), 'w+');
    // Where a file may be removed while it is open nothing is left, whatever ends the process.
    this.#remove();
  }

  #remove(): void {
    try {
      rmSync(this.#folder, { recursive: true, force: true });
    } catch {
      // Windows lets go of it when it is closed.
    }
  }

  put(key: Key, text: string): void {
    // By code units, since a text may hold half a pair of surrogates.
    const units = Buffer.from(text, 'utf16le');
    for (let done = 0; done < units.length; )
      done += writeSync(this.#file, units, done, units.length - done, this.#end + done);
    this.#places.set(key, { at: this.#end, bytes: units.length });
    this.#end += units.length;
  }

  /** The text of a key; undefined where there is none. */
  textOf(key: Key): string | undefined {
    const place = this.#places.get(key);
    if (place === undefined) return undefined;
    const units = Buffer.alloc(place.bytes);
    for (let done = 0; done < units.length; ) {
      const read = readSync(this.#file, units, done, units.length - done, place.at + done);
      if (read === 0) throw new Error('a text that was put aside is gone');
      done += read;
    }
    return units.toString('utf16le');
  }

  close(): void {
    closeSync(this.#file);
    this.#remove();
  }
}
