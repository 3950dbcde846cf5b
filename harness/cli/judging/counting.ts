/** What stored runs come to: by the tallies that are kept of them, or judged. */

import {
  type Built,
  builtOn,
  countStored,
  type ExemplifiedRun,
  openHead,
  Recorder,
  type ReportOptions,
  tallyKey,
} from '../../../reports/index.js';
import type { ClosableJudge, JudgingOptions } from '../../../reports/judging/threads/index.js';
import type { RunStore } from '../../../store/index.js';
import { openFullJudge } from './judge.js';
import { underPolicy } from './policy.js';
import { rememberCounted } from './remember.js';
import { keepingOf } from './shelf.js';

export interface Counting {
  /** A file of policies in the place of the run's own. */
  readonly policy?: string | undefined;
  /** Whether tallies are read and kept; true where missing. */
  readonly cache?: boolean | undefined;
}

/** What a stored run comes to. Throws UserError: no run, a folder that cannot be read, a sample of a target that its run does not name. */
export async function countRun(
  store: RunStore,
  judge: ClosableJudge,
  { policy, cache = true }: Counting = {},
): Promise<ExemplifiedRun> {
  const [head] = await underPolicy([await openHead(store)], policy);
  if (head === undefined) throw new Error('a run was not opened');
  // Under a policy for this once, runs keep what they came to by their own.
  const recorder = policy === undefined ? new Recorder() : undefined;
  const keeping = cache ? keepingOf(store) : undefined;
  const { run, judged } = await countStored(store, head, judge, keeping, recorder);
  if (recorder !== undefined)
    await rememberCounted(store, head, recorder, judged, tallyKey(judge, head.manifest.detection));
  return run;
}

/** The report on stored runs. */
export async function reportOnStored(
  stores: readonly RunStore[],
  judging: JudgingOptions,
  {
    baseline,
    inference,
    series,
    ...counting
  }: Counting & Pick<ReportOptions, 'baseline' | 'inference' | 'series'> = {},
): Promise<Built> {
  const judge = openFullJudge(judging);
  const runs: ExemplifiedRun[] = [];
  try {
    for (const store of stores) runs.push(await countRun(store, judge, counting));
  } finally {
    await judge.close();
  }
  return builtOn(runs, { baseline, inference, series });
}
