/**
 * A process that writes to a run folder: sample after sample until nothing more can be stored, which it says as a line of JSON.
 * `node holder.js FOLDER BEAT SILENCE FIRST`; samples are numbered from FIRST.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { openSession } from '../../store/drivers/folder/session.js';
import { StoreFailure } from '../../store/index.js';
import { answered, planOf } from '../contracts/runs.js';

const [folder = '', beat, silence, first] = process.argv.slice(2);
const session = await openSession(folder, planOf(), { beat: Number(beat), silence: Number(silence) });
let stored = 0;
try {
  for (;;) {
    await Promise.all([0, 1].map((i) => session.append(answered(Number(first) + stored + i))));
    stored += 2;
    if (stored === 2) process.stdout.write('ready\n');
    await sleep(2);
  }
} catch (error) {
  if (!(error instanceof StoreFailure)) throw error;
  process.stdout.write(`${JSON.stringify({ kind: error.kind, message: error.message, stored })}\n`);
}
await session.close().catch(() => {});
