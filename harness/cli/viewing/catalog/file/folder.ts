/** Where an index lies: in the user's folder for what can be made again, else in one that goes with the process. */

import { hash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import envPaths from 'env-paths';
import { absolutePlace } from '../../../../../store/index.js';

/** Bytes that the indices may take: those that were opened longest ago go first. */
const MOST = 8 * 2 ** 30;

const OWNER = 'owner';
const INDEX = 'index.sqlite';

/** A folder that this process alone uses. */
export interface IndexFolder {
  /** The file of the index. */
  readonly path: string;
  /** Whether it stays when the process ends. */
  readonly stays: boolean;
  /** Gives it back. */
  release(): void;
  /** Leaves nothing of the index. */
  clear(): void;
}

/** Whether another process that lives has a folder. */
function isTaken(folder: string): boolean {
  let pid = 0;
  try {
    pid = Number(readFileSync(join(folder, OWNER), 'utf8'));
    if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid)
      return pid === process.pid && held.has(folder);
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' && pid > 0;
  }
}

/** Folders of this process. */
const held = new Set<string>();

function own(folder: string, stays: boolean): IndexFolder {
  held.add(folder);
  const path = join(folder, INDEX);
  // What a process that was killed left: the library locks by a folder, and nobody else has this one.
  rmSync(`${path}.lock`, { recursive: true, force: true });
  return {
    path,
    stays,
    clear() {
      for (const name of readdirSync(folder))
        if (name.startsWith(INDEX)) rmSync(join(folder, name), { recursive: true, force: true });
    },
    release() {
      held.delete(folder);
      if (stays) rmSync(join(folder, OWNER), { force: true });
      else rmSync(folder, { recursive: true, force: true });
    },
  };
}

const sizeOf = (folder: string): number =>
  readdirSync(folder).reduce(
    (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );

/** Removes the indices that were opened longest ago, where there is too much of them. */
function makeRoom(parent: string, fresh: string): void {
  let bytes = sizeOf(fresh);
  const others = readdirSync(parent)
    .map((name) => join(parent, name))
    .filter((folder) => folder !== fresh && !isTaken(folder))
    .map((folder) => ({ folder, size: sizeOf(folder), at: statSync(folder).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { folder, size } of others) {
    bytes += size;
    if (bytes > MOST) rmSync(folder, { recursive: true, force: true });
  }
}

/** The folder of a run's index in the user's cache; undefined where the system has none, or another process serves the run. */
function usersFolder(run: string): IndexFolder | undefined {
  try {
    const { cache } = envPaths('offscript', { suffix: '' });
    if (!isAbsolute(cache)) return undefined;
    const parent = join(cache, 'views');
    const folder = join(parent, hash('sha256', absolutePlace(run)).slice(0, 32));
    // Answers can be found in it: they are nobody else's.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(parent, 0o700);
    if (isTaken(folder)) return undefined;
    writeFileSync(join(folder, OWNER), String(process.pid));
    utimesSync(folder, new Date(), new Date());
    makeRoom(parent, folder);
    return own(folder, true);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
}

/** The folder of a run's index, for this process alone. */
export function indexFolder(run: string): IndexFolder {
  return usersFolder(run) ?? own(mkdtempSync(join(tmpdir(), 'offscript-view-')), false);
}
