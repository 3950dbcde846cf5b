/** One writer a run folder: a lock file with the process that holds it. */

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../prompts/index.js';

export const LOCK = '.lock';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Takes the lock of a folder and returns what gives it back. The lock of a process that is gone is taken over. Throws UserError
 * where another process holds it.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, LOCK);
  for (let tries = 0; ; tries++) {
    try {
      writeFileSync(path, `${process.pid}\n`, { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || tries > 0) throw error;
    }
    const holder = Number(readFileSync(path, 'utf8'));
    if (holder > 0 && isAlive(holder)) {
      throw new UserError(`process ${holder} is writing to this run folder`, folder, 'wait for it to end');
    }
    rmSync(path, { force: true });
  }
}
