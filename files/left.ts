/** What writers left that were killed, beside what they were to write: removed when the next one has come through. */

import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Milliseconds after which nobody writes any more: writers here write one piece right behind the other. */
const SILENCE = 600_000;

/** A name that mkdtemp or a random number makes one of a kind. */
export interface LeftName {
  /** Whether a file or folder of this name may be one. */
  readonly is: (name: string) => boolean;
  /** Paths of what a folder may hold, with slashes; one that holds anything else is not ours. Files alone where it is missing. */
  readonly within?: RegExp;
}

/** All that is at a path, itself first; undefined where something is among it that is not ours. */
function allAt(path: string, within: RegExp | undefined): readonly string[] | undefined {
  const stats = lstatSync(path);
  if (stats.isFile()) return [path];
  if (!stats.isDirectory() || within === undefined) return undefined;
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  if (!names.every((name) => within.test(name.replaceAll('\\', '/')))) return undefined;
  return [path, ...names.map((name) => join(path, name))];
}

/**
 * Removes what was left beside `fresh`, which has just been written: its time says what the clock of the file system does, since those of
 * machines differ. What cannot be removed stays.
 */
export function removeLeft(fresh: string, { is, within }: LeftName): void {
  const folder = dirname(fresh);
  try {
    const now = lstatSync(fresh).mtimeMs;
    for (const name of readdirSync(folder)) {
      if (!is(name)) continue;
      const all = allAt(join(folder, name), within);
      if (all?.every((path) => now - lstatSync(path).mtimeMs > SILENCE))
        rmSync(join(folder, name), { recursive: true, force: true });
    }
  } catch {}
}
