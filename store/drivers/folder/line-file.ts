/** A file of lines that is written once, and read only when it is whole. */

import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';

/** UTF-16 code units that are held before they are written. */
const HELD = 1 << 18;

/** Writes lines one by one, where there are too many to hold. */
export class LineFile {
  readonly #file: number;
  #lines: string[] = [];
  #units = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  /** Adds a line, which ends without a line feed. Throws what the file system throws. */
  add(line: string): void {
    this.#lines.push(`${line}\n`);
    this.#units += line.length;
    if (this.#units >= HELD) this.#write();
  }

  #write(): void {
    const bytes = Buffer.from(this.#lines.join(''));
    for (let from = 0; from < bytes.length; ) from += writeSync(this.#file, bytes, from);
    this.#lines = [];
    this.#units = 0;
  }

  /** Writes what is held, makes it survive a loss of power, and closes. */
  close(): void {
    try {
      this.#write();
      fdatasyncSync(this.#file);
    } finally {
      closeSync(this.#file);
    }
  }

  /** Closes a file that nobody is going to read. */
  abandon(): void {
    closeSync(this.#file);
  }
}
