/** The last judgement of a run is kept beside it, so that a better detector can say what it changed. */

import {
  isSameJudge,
  JUDGED_BY,
  JUDGEMENT,
  type JudgedBy,
  type JudgedExtent,
  type Recorder,
  type Remembered,
  type RunHead,
  rememberedIn,
} from '../../../reports/index.js';
import type { RunStore } from '../../../store/index.js';

/** The judgement that a run keeps; undefined where it has none that this version knows. */
export async function lastJudgement(store: RunStore): Promise<Remembered | undefined> {
  return rememberedIn(await store.tally(JUDGEMENT));
}

/** Keeps a judgement in the place of the last one, where the system has room and lets it: a report is none the worse without. */
export async function remember(store: RunStore, recorder: Recorder, by: JudgedBy): Promise<void> {
  try {
    await store.putTally(JUDGEMENT, recorder.judgement(by));
    const { detector, policy, identifier } = by;
    await store.putTally(JUDGED_BY, { detector, policy, identifier });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
  }
}

/**
 * Keeps what a run came to, where anything of it was judged; but for one that was judged otherwise before: that stays until somebody asks
 * what changed. Of a run that keeps nothing of what was known before, it keeps no part either.
 */
export async function rememberCounted(
  store: RunStore,
  { lastJudged }: Pick<RunHead, 'lastJudged'>,
  recorder: Recorder,
  judged: JudgedExtent,
  by: JudgedBy,
): Promise<void> {
  if (judged === 'nothing' || (lastJudged !== undefined && !isSameJudge(lastJudged, by))) return;
  if (judged === 'added') {
    const before = await lastJudgement(store);
    if (before === undefined) return;
    recorder.merge(before);
  }
  await remember(store, recorder, by);
}
