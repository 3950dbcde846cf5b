/** What a run that goes on until it is decided took of its plan, and what it left. */

import { count, money, plural } from '../../../reports/display/index.js';
import type { RunStore } from '../../../store/index.js';
import { estimateRun } from '../../run/index.js';
import type { Suite } from '../../suite/index.js';

export interface Saving {
  /** Questions of the plan, those that were asked, and those that were not. */
  readonly planned: number;
  readonly asked: number;
  readonly spared: number;
  /** In the currency of the suite's prices, of what was asked and of the rest, by the tokens of the answers; null where a target has no prices. */
  readonly cost: { readonly asked: number; readonly spared: number } | null;
}

/** Reads the store. */
export async function savingOf(suite: Suite, store: RunStore): Promise<Saving> {
  const asked = new Map<string, number>();
  const spent = new Map<string, number>();
  const prices = new Map(suite.targets.map(({ id, prices: its }) => [id, its]));
  for await (const { target, usage } of store.samples()) {
    asked.set(target, (asked.get(target) ?? 0) + 1);
    const its = prices.get(target);
    if (its === undefined || usage === undefined) continue;
    const cost = (usage.prompt_tokens * its.input + usage.completion_tokens * its.output) / 1e6;
    spent.set(target, (spent.get(target) ?? 0) + cost);
  }
  const estimates = await estimateRun(suite, store);
  const sum = (values: Iterable<number>): number => [...values].reduce((all, one) => all + one, 0);
  const planned = sum(estimates.map(({ questions }) => questions));
  const came = sum(asked.values());
  const isPriced = estimates.every(({ cost }) => cost !== null);
  // Questions that failed are to be asked again; they are none that were spared.
  const left = (target: string, questions: number): number => questions - (asked.get(target) ?? 0);
  const rest = estimates.map(({ target, questions, requests, cost }) =>
    requests === 0 ? 0 : ((cost ?? 0) * left(target, questions)) / requests,
  );
  return {
    planned,
    asked: came,
    spared: planned - came,
    cost: isPriced ? { asked: sum(spent.values()), spared: sum(rest) } : null,
  };
}

/** `Asked 366 of 2,000 questions of the plan: 1,634 (82%) were not needed. Cost about 0.37 of 2.00.` */
export function savingText({ planned, asked, spared, cost }: Saving, isDecided: boolean): string {
  const share = planned === 0 ? 0 : Math.round((100 * spared) / planned);
  const rest =
    spared === 0
      ? 'nothing was saved'
      : `${count(spared)} (${share}%) ${isDecided ? 'were not needed' : 'are left'}`;
  const paid = cost === null ? '' : ` Cost about ${money(cost.asked)} of ${money(cost.asked + cost.spared)}.`;
  return `Asked ${count(asked)} of ${plural(planned, 'question')} of the plan: ${rest}.${paid}`;
}
