/** When and how a process is ended: at any moment of what it does, and just where it writes. */

import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Started } from '../programs.js';
import type { Random } from '../random.js';

/** How users, shells and machines end a process. */
export const HARD = 'SIGKILL';
const SOFT = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

export const anySignal = (random: Random): NodeJS.Signals => (random.chance(0.6) ? HARD : random.pick(SOFT));

/** Milliseconds between two looks, and most that are waited for a file. */
const LOOK = 1;
const LONGEST = 3000;

/** Waits until one of the files is there, then a random while; or a random while alone. */
export async function momentOf(
  { child }: Started,
  random: Random,
  files: readonly string[],
  longest: number,
): Promise<void> {
  if (files.length > 0 && random.chance(0.5)) {
    const file = random.pick(files);
    for (let waited = 0; waited < LONGEST && child.exitCode === null && !existsSync(file); waited += LOOK)
      await sleep(LOOK);
    await sleep(random.int(0, 20));
  } else await sleep(random.int(0, longest));
}
