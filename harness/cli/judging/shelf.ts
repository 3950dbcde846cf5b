/** Where tallies of runs are kept: with the run, or where it takes none, in the user's folder for what can be made again. */

import { createHash, hash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError, writePieces } from '../../../files/index.js';
import type { Keeping, Shelf } from '../../../reports/index.js';
import { absolutePlace, type RunStore } from '../../../store/index.js';
import { OFFSCRIPT_VERSION } from '../../version.js';

/** Bytes that the user's folder may hold: what was read longest ago goes first. */
const MOST = 1 << 30;

/** The user's folder for what can be made again; undefined where there is none: who has no home, as in a container that takes any user. */
const userFolder = (): Promise<string | undefined> =>
  unlessRefused(async () => {
    const { default: envPaths } = await import('env-paths');
    const { cache } = envPaths('offscript', { suffix: '' });
    return isAbsolute(cache) ? join(cache, 'tallies') : undefined;
  });

/** What a tally is for. */
interface Purpose {
  /** Whether it is of policies that are tried: those stay out of the run, whoever tries many of them. */
  readonly forThisOnce: boolean;
  /** Whether the run keeps what each sample came to. Where it does not, its tally is not taken, so that it will. */
  readonly isRemembered: boolean;
}

const fileFor = (folder: string, { name: run }: RunStore, name: string, { forThisOnce }: Purpose): string =>
  join(folder, `${hash('sha256', JSON.stringify([absolutePlace(run), name, forThisOnce])).slice(0, 32)}.bin`);

/** Nothing for what the system refuses, or what stands in the way: a tally is made again. */
async function unlessRefused<T>(work: () => Promise<T> | T): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError || (error as NodeJS.ErrnoException).code !== undefined) return undefined;
    throw error;
  }
}

/** A tally, or a part of one whose writer was killed. */
const OURS = /^[0-9a-f]{32}\.bin(?:\.[0-9a-f]{8}\.new)?$/;

/** Removes what was read longest ago, where there is too much; `fresh` was just written. */
function makeRoom(folder: string, fresh: string): void {
  let bytes = statSync(fresh).size;
  const others = readdirSync(folder)
    .filter((name) => OURS.test(name) && name !== basename(fresh))
    .flatMap((name) => {
      const path = join(folder, name);
      // Others make room too.
      const { size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? {};
      return size === undefined || mtimeMs === undefined ? [] : [{ path, size, mtimeMs }];
    })
    .sort((a, b) => b.mtimeMs - a.mtimeMs);
  for (const { path, size } of others) {
    bytes += size;
    if (bytes > MOST) rmSync(path, { force: true });
  }
}

async function writeForUser(path: string, pieces: readonly Uint8Array[]): Promise<void> {
  if (pieces.reduce((sum, { length }) => sum + length, 0) > MOST) return;
  const folder = dirname(path);
  // Answers are shown in it: they are nobody else's.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  await writePieces(path, pieces);
  makeRoom(folder, path);
}

async function readForUser(path: string): Promise<Uint8Array | undefined> {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const bytes = readFileSync(path);
  await unlessRefused(() => utimesSync(path, new Date(), new Date()));
  return bytes;
}

/** The places for tallies of the run in a store. */
function shelfOf(store: RunStore, purpose: Purpose): Shelf {
  const { forThisOnce, isRemembered } = purpose;
  return {
    async *read(name) {
      const own = forThisOnce || isRemembered ? await unlessRefused(() => store.bytes(name)) : undefined;
      if (own !== undefined) yield own;
      const folder = await userFolder();
      if (folder === undefined) return;
      const users = await unlessRefused(() => readForUser(fileFor(folder, store, name, purpose)));
      if (users !== undefined) yield users;
    },
    async write(name, pieces) {
      const all = [...pieces];
      const isKept = await unlessRefused(async () => {
        if (forThisOnce) return false;
        await store.putBytes(name, all);
        return true;
      });
      const folder = isKept ? undefined : await userFolder();
      if (folder === undefined) return;
      await unlessRefused(() => writeForUser(fileFor(folder, store, name, purpose), all));
    },
  };
}

/** Folders of what decides a tally: what reads a run, judges and adds up. */
const JUDGING = ['detectors', 'files', 'harness/identifier', 'prompts', 'reports', 'store'];

let known: string | undefined;

/** Names the code that judges: its version, and names, sizes and times of its files, which change where somebody works on it. */
export function codeName(): string {
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

export const keepingOf = (store: RunStore, purpose: Purpose): Keeping => ({
  shelf: shelfOf(store, purpose),
  code: codeName(),
});
