/** `vocab repair --dpo`: pairs out of a run. */

import { UserError, writePieces } from '../../../files/index.js';
import { openRun } from '../../../reports/index.js';
import { pairsFormats } from '../../../vocabulary/formats/index.js';
import { type Pairs, pairLine, pairsOf } from '../../../vocabulary/index.js';
import { openFullJudge } from '../judging/index.js';
import { withStore } from '../stores/index.js';
import { painterFor, writeResult } from '../vocabulary/index.js';
import type { RepairCommand } from './options.js';

async function* linesOf({ pairs }: Pairs): AsyncGenerator<string> {
  for await (const pair of pairs()) yield pairLine(pair);
}

/** Writes the pairs of the run `dpo` to `output`, and says how many. */
export function writePairs(dpo: string, { output, format, summary }: RepairCommand): Promise<void> {
  return withStore(dpo, async (store) => {
    const run = await openRun(store);
    const judge = openFullJudge();
    try {
      const found = await pairsOf(run, judge);
      await written(output, linesOf(found));
      const result = { run: run.path, path: output, counts: found.counts, targets: found.targets };
      writeResult(() => pairsFormats[format](result, { paint: painterFor(summary) }), summary, format);
    } finally {
      await judge.close();
    }
  });
}

async function written(path: string, lines: AsyncIterable<string>): Promise<void> {
  try {
    await writePieces(path, lines);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined || code === undefined) throw error;
    throw new UserError(`cannot write the pairs (${code})`, path, 'name another file with -o');
  }
}
