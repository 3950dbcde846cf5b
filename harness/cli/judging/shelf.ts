/** Where tallies of runs are kept: with the run, or where it takes none, in the user's folder for what can be made again. */

import { createHash, hash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError, writePieces } from '../../../files/index.js';
import type { Keeping, Shelf } from '../../../reports/index.js';
import type { RunStore } from '../../../store/index.js';
import { OFFSCRIPT_VERSION } from '../../version.js';

/** Bytes that the user's folder may hold: what was read longest ago goes first. */
const MOST = 1 << 30;

/** The folder that a system has for what can be made again; undefined where it has none. */
function userFolder(): string | undefined {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  if (process.platform === 'win32') return local && join(local, 'offscript', 'tallies');
  const base = xdg?.startsWith('/')
    ? xdg
    : join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
  return base.startsWith('/') ? join(base, 'offscript', 'tallies') : undefined;
}

const fileFor = (folder: string, store: RunStore, name: string): string =>
  join(folder, `${hash('sha256', JSON.stringify([resolve(store.name), name])).slice(0, 32)}.bin`);

/** Nothing for what the system refuses, or what stands in the way: a tally is made again. */
async function unlessRefused<T>(work: () => Promise<T> | T): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError || (error as NodeJS.ErrnoException).code !== undefined) return undefined;
    throw error;
  }
}

/** Removes what was read longest ago, where there is too much. */
function makeRoom(folder: string): void {
  let bytes = 0;
  const files = readdirSync(folder)
    .filter((name) => /^[0-9a-f]{32}\.bin$/.test(name))
    .map((name) => ({ path: join(folder, name), stats: statSync(join(folder, name)) }))
    .sort((a, b) => b.stats.mtimeMs - a.stats.mtimeMs);
  for (const [i, { path, stats }] of files.entries()) {
    bytes += stats.size;
    if (i > 0 && bytes > MOST) rmSync(path, { force: true });
  }
}

async function writeForUser(path: string, pieces: Iterable<Uint8Array>): Promise<void> {
  const folder = dirname(path);
  // Answers are shown in it: they are nobody else's.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  await writePieces(path, pieces);
  makeRoom(folder);
}

function readForUser(path: string): Uint8Array | undefined {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const bytes = readFileSync(path);
  utimesSync(path, new Date(), new Date());
  return bytes;
}

/** The places for tallies of the run in a store. */
export function shelfOf(store: RunStore): Shelf {
  const folder = userFolder();
  return {
    async *read(name) {
      const own = await unlessRefused(() => store.bytes(name));
      if (own !== undefined) yield own;
      if (folder === undefined) return;
      const users = await unlessRefused(() => readForUser(fileFor(folder, store, name)));
      if (users !== undefined) yield users;
    },
    async write(name, pieces) {
      const all = [...pieces];
      const isKept = await unlessRefused(async () => {
        await store.putBytes(name, all);
        return true;
      });
      if (isKept || folder === undefined) return;
      await unlessRefused(() => writeForUser(fileFor(folder, store, name), all));
    },
  };
}

/** Folders of what decides a tally. */
const JUDGING = ['detectors', 'reports', 'harness/identifier'];

let known: string | undefined;

/** Names the code that judges: its version, and names, sizes and times of its files, which change where somebody works on it. */
function codeName(): string {
  if (known !== undefined) return known;
  const sum = createHash('sha256').update(OFFSCRIPT_VERSION);
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  for (const folder of JUDGING)
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      const stats = statSync(join(root, folder, name));
      if (stats.isFile() && /\.[cm]?js$/.test(name)) sum.update(`${name} ${stats.size} ${stats.mtimeMs}\n`);
    }
  known = sum.digest('hex');
  return known;
}

export const keepingOf = (store: RunStore): Keeping => ({ shelf: shelfOf(store), code: codeName() });
