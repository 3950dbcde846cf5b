/** Disks that are full or read-only: what was stored stays, the command says it, and goes on when there is space. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf, run } from './programs.js';
import { faultsOfEnd, lostSince, stored, writeSuite } from './runs.js';
import { countingServer } from './server.js';
import type { Place, Seen, Torment, Trial } from './torment.js';

const mount = (...words: readonly string[]): void => {
  execFileSync('mount', words, { stdio: 'pipe' });
};

/** Mounts need root, and a system that lets it. */
function missing(): string | undefined {
  if (process.getuid?.() !== 0) return 'a tmpfs, which only root can mount';
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt'], { stdio: 'pipe' });
    return undefined;
  } catch {
    return 'a tmpfs, which this system does not let root mount';
  }
}

const KILOBYTE = 1024;
const REFUSED: ReadonlySet<number | null> = new Set([2, 3]);

async function trial({ random, folder }: Place): Promise<Trial> {
  const disk = join(folder, 'disk');
  const count = random.int(50, 200);
  const server = await countingServer();
  const words = ['run', 's.yaml', '-o', 'disk/out', '--quiet'];
  const seen: Seen[] = [];
  mkdirSync(disk);
  mount('-t', 'tmpfs', '-o', 'size=16m', 'none', disk);
  try {
    writeSuite(folder, server.url, count, { concurrency: 8 });
    const readOnly = random.chance(0.3);
    // All but a little of the disk is taken: the run gets as far as that.
    if (!readOnly)
      writeFileSync(join(disk, 'ballast'), Buffer.alloc((16 * 1024 - 4 * random.int(0, 40)) * KILOBYTE));
    else {
      if (random.chance(0.5)) await run(folder, [...words, '--limit', '10']);
      mount('-o', 'remount,ro', disk);
    }
    const before = stored(join(disk, 'out'));
    const refused = await run(folder, words);
    const isWhole = stored(join(disk, 'out')).answered.length === count;
    seen.push(...faultsOf(refused, isWhole ? new Set([0, 2, 3]) : REFUSED));
    seen.push(...lostSince(before, stored(join(disk, 'out')), 'on a full disk'));
    if (readOnly) mount('-o', 'remount,rw', disk);
    rmSync(join(disk, 'ballast'), { force: true });
    seen.push(...faultsOf(await run(folder, words), new Set([0])));
    seen.push(...faultsOfEnd(join(disk, 'out'), count));
  } finally {
    execFileSync('umount', [disk]);
    await server.close();
  }
  return { tried: 1, seen };
}

export const disks: Torment = { name: 'disks', unit: 'disks', count: 20, missing, trial };
