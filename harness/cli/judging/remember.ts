/** The last judgement of a run is kept beside it, so that a better detector can say what it changed. */

import {
  isSameJudge,
  JUDGED_BY,
  JUDGEMENT,
  type JudgedBy,
  type JudgedExtent,
  Recorder,
  type Remembered,
  type RunHead,
  type RunInput,
  rememberedIn,
  tallyKey,
} from '../../../reports/index.js';
import type { ClosableJudge } from '../../../reports/judging/threads/index.js';
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

/** Recorders of runs, and what is done with them when all are judged. */
export class Memory {
  readonly #stores: ReadonlyMap<RunInput, RunStore>;
  readonly #recorders = new Map<RunInput, Recorder>();

  constructor(stores: Iterable<readonly [RunInput, RunStore]>) {
    this.#stores = new Map(stores);
  }

  readonly recorderOf = (run: RunInput): Recorder => {
    const recorder = new Recorder();
    this.#recorders.set(run, recorder);
    return recorder;
  };

  /** Keeps what the runs came to, but for one that was judged otherwise before: that stays until somebody asks what changed. */
  async keep(judge: ClosableJudge): Promise<void> {
    for (const [run, recorder] of this.#recorders) {
      const store = this.#stores.get(run);
      if (store === undefined) continue;
      const by = tallyKey(judge, run.manifest.detection);
      if (run.lastJudged === undefined || isSameJudge(run.lastJudged, by))
        await remember(store, recorder, by);
    }
  }
}
