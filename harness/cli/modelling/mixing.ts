/** What runs of several states of a model came to. */

import { UserError } from '../../../files/index.js';
import { openHead, type Report, type RunHead, targetNames } from '../../../reports/index.js';
import type { JudgingOptions } from '../../../reports/judging/threads/index.js';
import { type Mixing, mixingOf } from '../../../vocabulary/report/index.js';
import { reportOnStored } from '../judging/index.js';
import { withStores } from '../stores/index.js';
import { checkNames, type StateValue, stateValue } from '../vocabulary/index.js';

export interface AnswersOptions extends JudgingOptions {
  /** The states or targets that others are compared with, that of the table first; where there are none, the baseline of a run, or the first one. */
  readonly baselines: readonly string[];
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
  { baselines, cache, ...judging }: AnswersOptions,
): Promise<Mixing> {
  const given = written.map(stateValue);
  checkNames(
    given.map(({ state }) => state),
    '--run',
  );
  const folders = given.map(({ value }) => value);
  return withStores(folders, async (stores) => {
    const heads = await Promise.all(stores.map((store) => openHead(store)));
    const { ids, labels } = calledBy(heads, given);
    const idOf = (state: string): string => {
      const id = ids.find((one) => one === state) ?? ids.find((one) => labels.get(one) === state);
      if (id !== undefined) return id;
      throw new UserError(
        `there is no state "${state}"`,
        '--baseline',
        `the states are ${ids.map((one) => labels.get(one) ?? one).join(', ')}`,
      );
    };
    const isSaid = heads.some(({ manifest }) => manifest.baseline !== undefined);
    const [first = isSaid ? undefined : ids[0], ...others] = baselines.map(idOf);
    const against = async (baseline: string | undefined): Promise<Report> => {
      const { report } = await reportOnStored(stores, judging, { baseline, cache });
      const targets = report.targets.map((target) => {
        const label = labels.get(target.id);
        return label === undefined ? target : { ...target, label };
      });
      return { ...report, targets };
    };
    const report = await against(first);
    const besides: Report[] = [];
    // One after the other: all threads judge, and the second finds what the first one kept.
    for (const baseline of others) besides.push(await against(baseline));
    return mixingOf(report, besides);
  });
}
