/** Opens a run for a report. */

import type { RunStore } from '../store/index.js';
import { JUDGED_BY, judgedByIn } from './judgement/index.js';
import { labelledDraws } from './labels/index.js';
import type { RunInput } from './runs.js';

/** The run in a store; its samples are read when the report asks for them. Throws UserError where there is none. */
export async function openRun(store: RunStore): Promise<RunInput> {
  const lastJudged = judgedByIn(await store.tally(JUDGED_BY));
  return {
    path: store.name,
    manifest: await store.manifest(),
    prompts: await store.prompts(),
    samples: (onTorn) => store.samples(onTorn),
    ...(lastJudged && { lastJudged }),
    draws: await labelledDraws(store.labels()),
  };
}
