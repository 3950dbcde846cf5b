/** Opens a run for a report. */

import { CANARIES, canariesIn, type RunStore } from '../store/index.js';
import { JUDGED_BY, judgedByIn } from './judgement/index.js';
import { labelledDraws } from './labels/index.js';
import type { RunHead, RunInput } from './runs.js';

/** The run in a store, without what was asked and answered. Throws UserError where there is none. */
export async function openHead(store: RunStore): Promise<RunHead> {
  const lastJudged = judgedByIn(await store.tally(JUDGED_BY));
  const canaries = canariesIn(await store.tally(CANARIES));
  return {
    path: store.name,
    manifest: await store.manifest(),
    ...(lastJudged && { lastJudged }),
    ...(Object.keys(canaries).length > 0 && { canaries }),
    draws: await labelledDraws(store.labels()),
  };
}

/** The run in a store; its samples are read when the report asks for them. Throws UserError where there is none. */
export async function openRun(store: RunStore): Promise<RunInput> {
  return {
    ...(await openHead(store)),
    prompts: await store.prompts(),
    samples: (onTorn) => store.samples(onTorn),
  };
}
