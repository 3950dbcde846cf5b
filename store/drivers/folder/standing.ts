/** Whether the file that is being written still is the one at its path, with all that was written to it. */

import { existsSync, fstatSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { StoreFailure } from '../../run-store.js';

/** What tells a file from others: while it is open, no other one gets its number. Windows numbers disks in more than one way. */
interface Place {
  readonly ino: bigint;
  readonly dev: bigint;
}

const isSame = (one: Place, other: Place): boolean =>
  one.ino === other.ino && (one.dev === other.dev || process.platform === 'win32');

export class StandingFile {
  readonly #path: string;
  readonly #descriptor: number;
  #known: Place;
  /** Bytes that it has at least: what others append is not counted, nor what the system has and has not yet answered for. */
  #size: bigint;

  /** `descriptor` is open at `path`. */
  constructor(path: string, descriptor: number) {
    this.#path = path;
    this.#descriptor = descriptor;
    const { ino, dev, size } = fstatSync(descriptor, { bigint: true });
    this.#known = { ino, dev };
    this.#size = size;
  }

  get size(): number {
    return Number(this.#size);
  }

  /** Takes note of bytes that were appended. */
  grew(bytes: number): void {
    this.#size += BigInt(bytes);
  }

  /** What became of the file; undefined where it stands. Throws what the file system throws. */
  gone(): StoreFailure | undefined {
    const now = statSync(this.#path, { bigint: true, throwIfNoEntry: false });
    const name = basename(this.#path);
    if (now === undefined) {
      const what = existsSync(dirname(this.#path)) ? name : 'the folder';
      return new StoreFailure(`${what} was removed or renamed while it was written to`, { kind: 'gone' });
    }
    if (!isSame(now, this.#known) && !this.#isRenumbered(now))
      return new StoreFailure(`${name} was replaced by another file while it was written to`, {
        kind: 'gone',
      });
    if (now.size < this.#size && fstatSync(this.#descriptor, { bigint: true }).size < this.#size)
      return new StoreFailure(`${name} was cut short by another program while it was written to`, {
        kind: 'gone',
      });
    return undefined;
  }

  /** Shares that number files as they come may do so anew. */
  #isRenumbered(now: Place): boolean {
    const { ino, dev } = fstatSync(this.#descriptor, { bigint: true });
    if (!isSame(now, { ino, dev })) return false;
    this.#known = { ino, dev };
    return true;
  }
}
