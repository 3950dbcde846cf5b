/** What a report says of a run that was asked until its gate was decided: how much of its plan that took. */

import { gateOf } from './asked.js';
import { standingOf } from './gate/index.js';
import { cellOf } from './rates.js';
import { questionsOf, type RunHead } from './runs.js';
import type { RunTally } from './tally/index.js';

/** Questions of the plan and those that were asked, target by target. */
export interface UntilDecided {
  readonly decided: boolean;
  readonly questions: { readonly planned: number; readonly asked: number };
  /** Targets of which nothing more is wanted, by their ids in the run. */
  readonly settled: ReadonlySet<string>;
}

/** Undefined of any other run. */
export function untilDecidedOf({
  run,
  tally,
}: {
  readonly run: RunHead;
  readonly tally: RunTally;
}): UntilDecided | undefined {
  const { baseline, targets } = run.manifest;
  if (tally.plan === undefined || baseline === undefined) return undefined;
  const rules = gateOf(run);
  const side = (target: string) => ({ name: target, tally, target });
  const ids = targets.map(({ id }) => id);
  const candidates = ids.filter((id) => id !== baseline);
  const settled = new Set(candidates.filter((id) => standingOf(side(baseline), side(id), rules).decided));
  const decided = settled.size === candidates.length;
  if (decided) settled.add(baseline);
  const asked = ids.reduce((sum, id) => sum + cellOf([...tally.target(id).languages.values()]).samples, 0);
  return {
    decided,
    questions: { planned: ids.length * (questionsOf(run.manifest) ?? 0), asked },
    settled,
  };
}
