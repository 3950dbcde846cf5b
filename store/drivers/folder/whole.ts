/** Files that are written as a whole: a reader sees all of one or nothing. */

import { closeSync, fdatasyncSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { PromptRecord, RunManifest } from '../../manifest.js';
import { FILES } from './read.js';

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

  /** Adds a record as a line. Throws what the file system throws. */
  add(record: object): void {
    const line = `${JSON.stringify(record)}\n`;
    this.#lines.push(line);
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
}

export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

export function writePrompts(folder: string, prompts: Iterable<PromptRecord>): void {
  const path = join(folder, FILES.prompts);
  const file = new LineFile(`${path}.new`);
  try {
    for (const prompt of prompts) file.add(prompt);
  } finally {
    file.close();
  }
  renameSync(`${path}.new`, path);
}

/** A folder that has a manifest is a run: it is written last. */
export function writeManifest(folder: string, manifest: RunManifest): void {
  writeWhole(join(folder, FILES.manifest), `${JSON.stringify(manifest, null, 2)}\n`);
}
