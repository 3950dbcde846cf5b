/** `vocab repair --dpo`: pairs out of a run. */

import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { writeOutputPieces } from '../../../files/index.js';
import { openRun } from '../../../reports/index.js';
import { pairsFormats } from '../../../vocabulary/formats/index.js';
import { type Pairs, pairLine, pairsOf } from '../../../vocabulary/index.js';
import { openFullJudge } from '../judging/index.js';
import { withStore } from '../stores/index.js';
import { untilSignal } from '../terminal/index.js';
import { painterFor, refusedAs, writeResult } from '../vocabulary/index.js';
import type { RepairCommand } from './options.js';
import { checkPlaces } from './places.js';

/** The lines of pairs; a signal is heard between two of them. */
async function* linesOf({ pairs }: Pairs, stop: AbortSignal): AsyncGenerator<string> {
  for await (const pair of pairs()) {
    await turn();
    stop.throwIfAborted();
    yield pairLine(pair);
  }
}

/** Files of a run, which pairs are not to be written over. */
const OF_A_RUN = ['samples.jsonl', 'prompts.jsonl', 'run.json'] as const;

/** Writes the pairs of the run `dpo` to `output`, and says how many. */
export async function writePairs(dpo: string, options: RepairCommand): Promise<void> {
  checkPlaces(options.output, [
    { option: '--summary', path: options.summary },
    ...OF_A_RUN.map((name) => ({ option: 'the run', path: join(dpo, name) })),
  ]);
  await untilSignal(
    (stop) => written(dpo, options, stop),
    () => 'no pairs were written',
  );
}

function written(dpo: string, { output, format, summary }: RepairCommand, stop: AbortSignal): Promise<void> {
  return withStore(dpo, async (store) => {
    const run = await openRun(store);
    const judge = openFullJudge();
    try {
      const found = await pairsOf(run, judge, { signal: stop });
      await refusedAs('the pairs', output, '-o', () => writeOutputPieces(output, () => linesOf(found, stop)));
      const result = { run: run.path, path: output, counts: found.counts, targets: found.targets };
      writeResult(() => pairsFormats[format](result, { paint: painterFor(summary) }), summary, format);
    } finally {
      await judge.close();
    }
  });
}
