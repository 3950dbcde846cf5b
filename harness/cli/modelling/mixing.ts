/** What runs of several states of a model came to. */

import { UserError } from '../../../files/index.js';
import { openHead, type RunHead, targetNames } from '../../../reports/index.js';
import type { JudgingOptions } from '../../../reports/judging/threads/index.js';
import { type Mixing, mixingOf } from '../../../vocabulary/report/index.js';
import { reportOnStored } from '../judging/index.js';
import { withStores } from '../stores/index.js';
import { type StateValue, stateValue } from '../vocabulary/index.js';

export interface AnswersOptions extends JudgingOptions {
  /** The state or target that others are compared with; where missing, the baseline of a run, or the first one. */
  readonly baseline?: string | undefined;
  readonly cache?: boolean | undefined;
}

/** What the targets of runs are called: as their state was named, with their id behind it where a run has several. */
function calledBy(
  heads: readonly RunHead[],
  given: readonly StateValue[],
): { readonly ids: readonly string[]; readonly labels: ReadonlyMap<string, string> } {
  const nameOf = targetNames(heads);
  const ids: string[] = [];
  const labels = new Map<string, string>();
  for (const [i, head] of heads.entries()) {
    const state = given[i]?.state;
    const { targets } = head.manifest;
    for (const { id } of targets) {
      const name = nameOf(head, id);
      ids.push(name);
      if (state !== undefined) labels.set(name, targets.length === 1 ? state : `${state} ${id}`);
    }
  }
  return { ids, labels };
}

/** The answers in runs, `STATE=FOLDER` or a folder, compared as `offscript report` compares them. Throws UserError: no run, an unknown baseline. */
export async function mixingIn(
  written: readonly string[],
  { baseline, cache, ...judging }: AnswersOptions,
): Promise<Mixing> {
  const given = written.map(stateValue);
  const folders = given.map(({ value }) => value);
  return withStores(folders, async (stores) => {
    const heads = await Promise.all(stores.map((store) => openHead(store)));
    const { ids, labels } = calledBy(heads, given);
    const named = ids.find((id) => id === baseline) ?? ids.find((id) => labels.get(id) === baseline);
    if (baseline !== undefined && named === undefined)
      throw new UserError(
        `there is no state "${baseline}"`,
        '--baseline',
        `the states are ${ids.map((id) => labels.get(id) ?? id).join(', ')}`,
      );
    const isSaid = heads.some(({ manifest }) => manifest.baseline !== undefined);
    const { report } = await reportOnStored(stores, judging, {
      baseline: named ?? (isSaid ? undefined : ids[0]),
      cache,
    });
    return mixingOf({
      ...report,
      targets: report.targets.map((target) => {
        const label = labels.get(target.id);
        return label === undefined ? target : { ...target, label };
      }),
    });
  });
}
