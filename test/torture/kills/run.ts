/** Kills of runs: whatever ends the process, the same command goes on where it was. */

import { join } from 'node:path';
import { faultsOf, run, start } from '../programs.js';
import { faultsOfEnd, leaksIn, lostSince, stored, writeSuite } from '../runs.js';
import { countingServer } from '../server.js';
import type { Place, Seen, Torment, Trial } from '../torment.js';
import { anySignal, HARD, momentOf } from './when.js';

const AT_ONCE = 8;
/** The codes of a run that was ended, or that ended first. */
const STOPPED: ReadonlySet<number | null> = new Set([0, 3, 129, 130, 143]);

async function trial({ random, folder }: Place): Promise<Trial> {
  const count = random.int(20, 150);
  const kills = random.int(2, 6);
  const server = await countingServer();
  const seen: Seen[] = [];
  let hard = 0;
  const out = join(folder, 'out');
  const words = ['run', 's.yaml', '-o', 'out', '--quiet'];
  try {
    writeSuite(folder, server.url, count, { concurrency: AT_ONCE, stream: false });
    for (let i = 0; i < kills; i++) {
      const before = stored(out);
      const started = start(folder, words);
      const files = ['out', 'out/prompts.jsonl', 'out/run.json', 'out/samples.jsonl', 'out/report.html'];
      await momentOf(
        started,
        random,
        files.map((name) => join(folder, name)),
        1500,
      );
      const signal = anySignal(random);
      started.child.kill(signal);
      if (signal === HARD) hard++;
      const ended = await started.ended;
      if (signal !== HARD && ended.signal === null) seen.push(...faultsOf(ended, STOPPED));
      seen.push(...lostSince(before, stored(out), `after ${signal}`));
    }
    seen.push(...faultsOf(await run(folder, words), new Set([0])));
    seen.push(...faultsOfEnd(out, count), ...leaksIn(folder));
    const more = server.requests() - count;
    // What is in flight is waited for, but where the process had no time to.
    if (more > hard * AT_ONCE)
      seen.push({
        fault: 'doubled',
        what: `${more} requests were sent again after ${hard} kills without warning`,
      });
  } finally {
    await server.close();
  }
  return { tried: kills, seen };
}

export const killedRuns: Torment = { name: 'kill run', unit: 'kills', count: 80, trial };
