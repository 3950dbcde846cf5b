/** `offscript power` as data and as a table: for numbers of repeats, the prompts that are needed, and what asking them takes. */

import { asWritten, borderlessTable, count, money, percent, plural } from '../../../reports/display/index.js';
import { type Goal, powerOf, promptsFor } from '../../../reports/statistics/index.js';
import { painter, print } from '../terminal/index.js';

/** What is planned. */
export interface PowerPlan {
  readonly goal: Goal;
  readonly measure: string;
  readonly rate: number;
  readonly correlation: number;
  readonly shared: number;
  readonly alpha: number;
  readonly power: number;
  /** Numbers of repeats to plan for. */
  readonly repeats: readonly number[];
  /** Targets that are asked. */
  readonly targets: number;
  /** What one question to all targets costs, in the currency of a suite's prices; null where they are not known. */
  readonly cost: number | null;
  /** What a suite asks as it is. */
  readonly suite?: { readonly prompts: number; readonly repeats: number };
}

interface PowerRow {
  readonly repeats: number;
  /** Null where no number of prompts would do. */
  readonly prompts: number | null;
  /** Requests to each target, and to all of them. */
  readonly requests: number | null;
  readonly requests_all: number | null;
  readonly cost: number | null;
  /** The chance that so many prompts decide, 0..1. */
  readonly power: number | null;
}

export interface PowerTable extends Omit<PowerPlan, 'repeats' | 'suite' | 'cost'> {
  readonly plans: readonly PowerRow[];
  /** What a suite asks, and the chance that it decides. */
  readonly suite?: { readonly prompts: number; readonly repeats: number; readonly power: number };
}

export function planPower({ repeats, suite, cost, ...plan }: PowerPlan): PowerTable {
  const { goal, alpha, power, targets } = plan;
  const assumed = (often: number) => ({
    rate: plan.rate,
    repeats: often,
    correlation: plan.correlation,
    shared: plan.shared,
  });
  const plans = [...new Set(repeats)].map((often): PowerRow => {
    const prompts = promptsFor(goal, assumed(often), power, alpha);
    const requests = prompts === null ? null : prompts * often;
    return {
      repeats: often,
      prompts,
      requests,
      requests_all: requests === null ? null : requests * targets,
      cost: requests === null || cost === null ? null : requests * cost,
      power: prompts === null ? null : powerOf(goal, assumed(often), prompts, alpha),
    };
  });
  return {
    ...plan,
    plans,
    ...(suite && {
      suite: { ...suite, power: powerOf(goal, assumed(suite.repeats), suite.prompts, alpha) },
    }),
  };
}

function pointsText(fraction: number): string {
  const points = asWritten(fraction);
  return `${points} point${points === '1' ? '' : 's'}`;
}

function goalText({ goal, rate, measure }: PowerTable): string {
  const named = measure.replaceAll('_', ' ');
  if (goal.kind === 'max')
    return `a pass where at most ${asWritten(goal.share)}% may have ${named}, and ${percent(rate)} have`;
  if (goal.kind === 'margin')
    return `a pass with a margin of ${pointsText(goal.margin)} where nothing differs, at ${percent(rate)} ${named}`;
  return `a fail where ${named} rises by ${pointsText(goal.by)}, from ${percent(rate)}`;
}

/** A number of what is to be asked. */
const needed = (value: number | null): string => (value === null ? 'none would do' : count(value));

/** Prints a plan. */
export function showPower(table: PowerTable): void {
  const { plans, suite, alpha, power, correlation, shared, targets } = table;
  const rows = plans.map((row) => [
    needed(row.repeats),
    needed(row.prompts),
    needed(row.requests),
    needed(row.requests_all),
    row.power === null ? '' : percent(row.power),
    row.cost === null ? 'no prices' : money(row.cost),
  ]);
  const lines = borderlessTable(
    ['repeats', 'prompts', 'requests a target', `of ${plural(targets, 'target')}`, 'power', 'cost'],
    ['right', 'right', 'right', 'right', 'right', 'right'],
    rows,
    painter(),
  );
  const now =
    suite === undefined
      ? []
      : [
          `The suite as it is: ${plural(suite.prompts, 'prompt')} asked ${suite.repeats === 1 ? 'once' : `${suite.repeats} times`}, power ${percent(suite.power)}.`,
        ];
  print(
    `${[
      `To be shown with ${percent(power)} power: ${goalText(table)}.`,
      '',
      ...lines,
      '',
      ...now,
      `Each test at ${asWritten(alpha)}%, one-sided. Correlation of repeats ${correlation.toFixed(2)}; ${shared === 0 ? 'what is hard for one target tells nothing of the other, which takes the most prompts (--shared)' : `${percent(shared)} of prompts are as hard for one target as for the other`}.`,
    ].join('\n')}\n`,
  );
}
