/** What stored runs come to: by the tallies that are kept of them, or judged. */

import {
  type Built,
  besidesOf,
  builtOn,
  countStored,
  type ExemplifiedRun,
  openHead,
  Recorder,
  type ReportOptions,
  type RunHead,
  type Taking,
  tallyKey,
  targetNames,
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

/** The run in a store, under the policies that are asked for. Throws UserError where there is none. */
async function headOf(store: RunStore, policy: string | undefined): Promise<RunHead> {
  const [head] = await underPolicy([await openHead(store)], policy);
  if (head === undefined) throw new Error('a run was not opened');
  return head;
}

async function counted(
  store: RunStore,
  head: RunHead,
  judge: ClosableJudge,
  { policy, cache = true }: Counting,
  besides?: Taking['besides'],
): Promise<ExemplifiedRun> {
  // Under a policy for this once, runs keep what they came to by their own.
  const forThisOnce = policy !== undefined;
  const recorder = forThisOnce ? undefined : new Recorder();
  const purpose = { forThisOnce, isRemembered: head.lastJudged !== undefined };
  const keeping = cache ? keepingOf(store, purpose) : undefined;
  const taking = { ...(recorder && { recorder }), ...(besides && { besides }) };
  const { run, judged } = await countStored(store, head, judge, keeping, taking);
  if (recorder !== undefined)
    await rememberCounted(store, head, recorder, judged, tallyKey(judge, head.manifest.detection));
  return run;
}

/** What a stored run comes to. Throws UserError: no run, a folder that cannot be read, a sample of a target that its run does not name. */
export const countRun = async (
  store: RunStore,
  judge: ClosableJudge,
  counting: Counting = {},
): Promise<ExemplifiedRun> => counted(store, await headOf(store, counting.policy), judge, counting);

/** The report on stored runs. */
export async function reportOnStored(
  stores: readonly RunStore[],
  judging: JudgingOptions,
  {
    baseline,
    inference,
    series,
    vendors,
    ...counting
  }: Counting & Pick<ReportOptions, 'baseline' | 'inference' | 'series' | 'vendors'> = {},
): Promise<Built> {
  const opened = await Promise.all(
    stores.map(async (store) => ({ store, head: await headOf(store, counting.policy) })),
  );
  const heads = opened.map(({ head }) => head);
  const nameOf = targetNames(heads);
  const besides = besidesOf(heads, vendors);
  const judge = openFullJudge(judging);
  const runs: ExemplifiedRun[] = [];
  try {
    for (const { store, head } of opened) {
      const own = { ...besides, nameOf: (id: string) => nameOf(head, id) };
      runs.push(await counted(store, head, judge, counting, own));
    }
  } finally {
    await judge.close();
  }
  return builtOn(runs, { baseline, inference, series, besides, day: new Date().toISOString() });
}
