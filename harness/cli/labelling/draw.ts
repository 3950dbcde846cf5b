/** The draw of answers that are labelled: one that the run has, or a new one. */

import { randomBytes } from 'node:crypto';
import { UserError } from '../../../files/index.js';
import {
  type Draw,
  Drawer,
  type DrawPlan,
  type LabelledDraw,
  type Labels,
  type RunInput,
  readCases,
  tallyKey,
} from '../../../reports/index.js';
import type { RunStore } from '../../../store/index.js';
import { openFullJudge } from '../judging/index.js';

/** What somebody wants to label; without a seed, what was drawn before is gone on with. */
export type Wanted = Omit<DrawPlan, 'seed'> & {
  readonly seed?: string | undefined;
  readonly jobs?: number | undefined;
};

type By = Pick<Draw, 'detector' | 'policy' | 'identifier'>;

/** The last draw of what is wanted whose strata are those of this detector, perhaps with fewer answers. */
function lastDraw(
  draws: readonly LabelledDraw[],
  { rate, language, seed }: Wanted,
  by: By,
): Draw | undefined {
  return draws
    .map(({ draw }) => draw)
    .findLast(
      (draw) =>
        draw.rate === rate &&
        draw.language === language &&
        (seed === undefined || draw.seed === seed) &&
        draw.detector === by.detector &&
        draw.policy === by.policy &&
        draw.identifier === by.identifier,
    );
}

const NONE: Labels = new Map();

/**
 * What is to be labelled, and what was said of it. A draw of more answers by the same seed holds those of the smaller one. Throws
 * UserError where nothing is scored in the language.
 */
export async function drawOf(store: RunStore, run: RunInput, wanted: Wanted): Promise<LabelledDraw> {
  const { rate, language, labels, jobs } = wanted;
  const { detection = {} } = run.manifest;
  const judge = openFullJudge({ ...(jobs !== undefined && { jobs }) });
  try {
    const { detector, policy, identifier } = tallyKey(judge, detection);
    const draws = run.draws ?? [];
    const known = draws.findLast(({ draw }) => draw.rate === rate)?.labels ?? NONE;
    const last = lastDraw(draws, wanted, { detector, policy, identifier });
    if (last !== undefined && last.labels >= labels) return { draw: last, labels: known };
    const seed = wanted.seed ?? last?.seed ?? randomBytes(4).toString('hex');
    const drawer = new Drawer({ rate, language, seed, labels });
    for await (const { case: one, judgement } of judge.judge(readCases(run), detection))
      drawer.offer(one.sample, judgement);
    const strata = drawer.strata();
    if (strata.length === 0)
      throw new UserError(
        `there is no scored answer in ${language}`,
        store.name,
        'name a language of the run',
      );
    const drawn_at = new Date().toISOString();
    const draw: Draw = {
      kind: 'draw',
      rate,
      language,
      seed,
      labels,
      detector,
      policy,
      identifier,
      drawn_at,
      strata,
    };
    await store.addLabel({ ...draw });
    return { draw, labels: known };
  } finally {
    await judge.close();
  }
}
