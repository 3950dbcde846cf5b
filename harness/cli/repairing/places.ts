/** Where `vocab repair` writes, and what it must not write over. */

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../../files/index.js';

/** A path, and the option that names it. */
export interface Place {
  readonly option: string;
  readonly path: string | undefined;
}

/** What a path leads to, whatever it is called: two links may lead to one file. */
function whereOf(path: string): string {
  const known = statSync(path, { throwIfNoEntry: false });
  return known === undefined || known.ino === 0 ? resolve(path) : `${known.dev} ${known.ino}`;
}

/** What is a file, or may become one. */
function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
}

/**
 * Throws UserError for a file that is to be written and is one that is read, or another one that is written; and for standard output in place of
 * the file of `-o`, since what was written is said there.
 */
export function checkPlaces(output: string, others: readonly Place[]): void {
  if (output === '-')
    throw new UserError('what was written is said on standard output', '-o -', 'name a file with -o');
  const known = new Map<string, string>();
  for (const { option, path } of [{ option: '-o', path: output }, ...others]) {
    if (path === undefined || path === '-' || !isFile(path)) continue;
    const where = whereOf(path);
    const before = known.get(where);
    if (before !== undefined)
      throw new UserError(`${before} and ${option} are one file`, path, 'name another one');
    known.set(where, option);
  }
}
