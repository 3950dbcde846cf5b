/** The token in the address of a view. It stays, so that links do; nobody but the user can read it. */

import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import envPaths from 'env-paths';

const FORM = /^[\w-]{22}$/;

/** The user's token; one for this process where the system keeps none. */
export function viewToken(): string {
  const fresh = randomBytes(16).toString('base64url');
  try {
    const { cache } = envPaths('offscript', { suffix: '' });
    if (!isAbsolute(cache)) return fresh;
    mkdirSync(cache, { recursive: true });
    const path = join(cache, 'view-token');
    try {
      writeFileSync(path, fresh, { flag: 'wx', mode: 0o600 });
      return fresh;
    } catch {
      const kept = readFileSync(path, 'utf8');
      return FORM.test(kept) ? kept : fresh;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return fresh;
  }
}
