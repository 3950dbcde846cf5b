/** Drafts that their writers were killed over: they lie beside the runs, and nobody is going to publish them. */

import { readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LOCK, LOCK_TIMES, writerOf } from './lock.js';
import { FILES } from './read.js';
import { isSilent } from './silence.js';

export const DRAFT = '.draft-';

/** Names of drafts, as mkdtemp ends them; version 0.1 began them otherwise. */
const NAME = /^\.(?:draft|score)-[A-Za-z0-9]{6}$/;

/** What may be in one. A folder that holds anything else is not ours to remove. */
const isOwn = (name: string): boolean =>
  name.startsWith(LOCK) || [FILES.manifest, FILES.prompts, FILES.samples].some((own) => name.startsWith(own));

/** Whether nobody writes there: the lock says it, and of a draft without one, the time of its last file. */
function isLeft(folder: string, names: readonly string[]): boolean {
  if (names.includes(LOCK)) return writerOf(folder) === undefined;
  const paths = [folder, ...names.map((name) => join(folder, name))];
  const timeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const last = paths.reduce((one, other) => (timeOf(other) > timeOf(one) ? other : one));
  return isSilent(last, LOCK_TIMES.silence, join(folder, LOCK));
}

function removeIfLeft(folder: string): void {
  const entries = readdirSync(folder, { withFileTypes: true });
  const names = entries.map(({ name }) => name);
  if (!entries.every((entry) => entry.isFile() && isOwn(entry.name)) || !isLeft(folder, names)) return;
  // The lock last: until then the others are known to be left behind.
  for (const name of names.sort((a, b) => Number(a === LOCK) - Number(b === LOCK)))
    rmSync(join(folder, name), { force: true });
  rmdirSync(folder);
}

/** Removes the drafts in `parent` whose writers are gone. What cannot be removed stays: it is in nobody's way. */
export function removeLeftDrafts(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (!NAME.test(name)) continue;
    try {
      removeIfLeft(join(parent, name));
    } catch {}
  }
}
