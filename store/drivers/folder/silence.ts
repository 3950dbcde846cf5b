/** How long nobody has written to a file, by the clock of the file system: those of machines differ. */

import { randomUUID } from 'node:crypto';
import { rmSync, statSync, writeFileSync } from 'node:fs';

/** Time of a file, milliseconds; undefined where it is not there. */
const timeOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.mtimeMs;

/** What that clock says now: the time of a file made beside `path`. Undefined where none can be made, or it has been removed. */
function now(path: string): number | undefined {
  const fresh = `${path}.${randomUUID().slice(0, 8)}.now`;
  try {
    writeFileSync(fresh, '');
    return timeOf(fresh);
  } catch {
    return undefined;
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** Whether a file is there that has not been written to for more than `ms`; false where nothing can be known. */
export function isSilent(path: string, ms: number): boolean {
  const at = timeOf(path);
  if (at === undefined) return false;
  const present = now(path);
  return present !== undefined && present - at > ms;
}
