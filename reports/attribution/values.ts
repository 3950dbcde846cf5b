/** Where mixing comes from as lines of the CSV. */

import { deltaOf, type Step, stepsOfCause } from '../attributing/index.js';
import type { CsvValue } from '../cells.js';
import type { Report } from '../types.js';

const nameOf = (steps: readonly Step[]): string =>
  steps.map(({ factor, from, to }) => `${factor} ${from ?? ''}>${to ?? ''}`).join(' x ');

/** A line of the CSV that is about the plan, or about one of its cells. */
export type PlanValue = CsvValue & { readonly target: string };

/** `effect script_mixing checkpoint v1>v2`: prompts stand under `of`, pairs of cells under `count`, the difference under `rate`; shares; the cheapest setting. */
export function attributionValues({ attribution }: Report): PlanValue[] {
  if (attribution === undefined) return [];
  const { effects, shares, remedies, causes } = attribution;
  const nothing = { count: null, of: null, low: null, high: null };
  return [
    ...effects.map(
      ({ measure, steps, matched, prompts, delta, low, high }): PlanValue => ({
        target: '',
        measure: `effect ${measure} ${nameOf(steps)}`,
        count: matched,
        of: prompts,
        rate: delta,
        low,
        high,
      }),
    ),
    ...shares.map(
      ({ measure, factors, share }): PlanValue => ({
        target: '',
        measure: `share ${measure} ${factors.join(' x ')}`,
        ...nothing,
        rate: share,
      }),
    ),
    ...causes.map(
      (cause): PlanValue => ({
        target: '',
        measure: `cause ${cause.measure} ${cause.kind} ${nameOf(stepsOfCause(cause))}`,
        ...nothing,
        rate: deltaOf(cause),
      }),
    ),
    ...remedies.flatMap(({ measure, target, rate }): PlanValue[] =>
      target === null || rate === null
        ? []
        : [
            {
              target,
              measure: `cheapest ${measure}`,
              count: rate.mixed,
              of: rate.of,
              rate: rate.rate,
              low: rate.low,
              high: rate.high,
            },
          ],
    ),
  ];
}
