/** Two processes on one folder at once: one of them writes. */

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { faultsOf, run, start } from './programs.js';
import { faultsOfEnd, writeSuite } from './runs.js';
import { countingServer } from './server.js';
import type { Place, Seen, Torment, Trial } from './torment.js';

const ALLOWED: ReadonlySet<number | null> = new Set([0, 2, 3]);

async function trial({ random, folder }: Place): Promise<Trial> {
  const count = random.int(20, 150);
  const server = await countingServer();
  const words = ['run', 's.yaml', '-o', 'out', '--quiet'];
  try {
    writeSuite(folder, server.url, count, { concurrency: 4 });
    const started = [];
    for (let i = random.int(2, 3); i > 0; i--) {
      started.push(start(folder, words));
      await sleep(random.int(0, 700));
    }
    const seen: Seen[] = [];
    for (const { ended } of started) seen.push(...faultsOf(await ended, ALLOWED));
    seen.push(...faultsOf(await run(folder, words), new Set([0])));
    seen.push(...faultsOfEnd(join(folder, 'out'), count));
    const more = server.requests() - count;
    if (more > 0) seen.push({ fault: 'doubled', what: `${more} questions were asked twice` });
    return { tried: started.length, seen };
  } finally {
    await server.close();
  }
}

export const together: Torment = { name: 'two processes', unit: 'processes', count: 30, trial };
