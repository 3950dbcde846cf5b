/** Files that are written as a whole: a reader sees all of one or nothing. */

import { randomUUID } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { PromptRecord, RunManifest } from '../../manifest.js';
import { writtenPrompt } from '../../writing.js';
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
}

/** Where one writer is sure to be alone, as who holds a run is. */
export const aloneAt = (path: string): string => `${path}.new`;

/** Where several may write one file at a time: the last one stays. */
export const amongOthersAt = (path: string): string => `${path}.${randomUUID().slice(0, 8)}.new`;

/** Writes to `part`, which then takes the file's place. */
export function writeWhole(path: string, text: string, part: string): void {
  try {
    writeFileSync(part, text);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

export function writePrompts(folder: string, prompts: Iterable<PromptRecord>): void {
  const path = join(folder, FILES.prompts);
  const file = new LineFile(aloneAt(path));
  try {
    for (const prompt of prompts) file.add(writtenPrompt(prompt, folder));
  } finally {
    file.close();
  }
  renameSync(aloneAt(path), path);
}

/** A folder that has a manifest is a run: it is written last. */
export function writeManifest(folder: string, manifest: RunManifest): void {
  const path = join(folder, FILES.manifest);
  writeWhole(path, `${JSON.stringify(manifest, null, 2)}\n`, aloneAt(path));
}
