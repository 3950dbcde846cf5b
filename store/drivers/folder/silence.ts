/** How long nobody has written to a file, by the clock of the file system: those of machines differ. */

import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Time of a file, milliseconds; undefined where it is not there. */
const timeOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.mtimeMs;

/** What that clock says now: the time of a file made for it, whose name begins like `like`. Undefined where none can be made, or it has been removed. */
function now(like: string): number | undefined {
  const fresh = `${like}.${randomUUID().slice(0, 8)}.now`;
  try {
    writeFileSync(fresh, '');
    return timeOf(fresh);
  } catch {
    return undefined;
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** Removes what processes left that were killed while they looked at the clock. One that is looking just now knows nothing then. */
export function removeLooks(like: string): void {
  const begin = `${basename(like)}.`;
  try {
    for (const name of readdirSync(dirname(like)))
      if (name.startsWith(begin) && /\.[0-9a-f]{8}\.now$/.test(name))
        rmSync(join(dirname(like), name), { force: true });
  } catch {
    // They are in nobody's way.
  }
}

/**
 * Whether a file is there that has not been written to for more than `ms`; false where nothing can be known. To look at the clock is to
 * make a file, whose name begins like `like`.
 */
export function isSilent(path: string, ms: number, like = path): boolean {
  const at = timeOf(path);
  if (at === undefined) return false;
  const present = now(like);
  return present !== undefined && present - at > ms;
}
