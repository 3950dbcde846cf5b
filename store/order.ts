/** The order of targets that are checkpoints of one training, as a suite says it. docs/formats.md describes it. */

import * as v from 'valibot';

const target = v.pipe(v.string(), v.minLength(1, 'must not be empty'));

export const orderSchema = v.pipe(
  v.array(
    v.union(
      [
        target,
        v.strictObject({
          target,
          step: v.pipe(v.number(), v.finite()),
        }),
      ],
      'must be the id of a target, or { target: ID, step: NUMBER }',
    ),
  ),
  v.minLength(1, 'must name at least one target'),
);

/** As it is written in a suite, and in `run.json`. */
export type TargetOrder = v.InferOutput<typeof orderSchema>;

/** A target in a series of checkpoints, and the number of its step where each has one. */
export interface SeriesStep {
  readonly target: string;
  readonly step?: number;
}

export const stepsIn = (order: TargetOrder): SeriesStep[] =>
  order.map((entry) => (typeof entry === 'string' ? { target: entry } : entry));

/** Beyond it neighbouring steps are the same number, and squares of them soon none. */
const FARTHEST = 1e15;

/** What is wrong with an order of these targets, in a sentence; undefined where nothing is. */
export function orderProblem(order: readonly SeriesStep[], targets: readonly string[]): string | undefined {
  const unknown = order.find(({ target: id }) => !targets.includes(id));
  if (unknown !== undefined)
    return `there is no target "${unknown.target}"; the targets are ${targets.join(', ')}`;
  const twice = order.find(({ target: id }, i) => order.findIndex((one) => one.target === id) < i);
  if (twice !== undefined) return `the target "${twice.target}" stands twice`;
  const numbers = order.flatMap(({ step }) => (step === undefined ? [] : [step]));
  if (numbers.length > 0 && numbers.length < order.length)
    return 'some targets have a step and others have none: number all of them, or none';
  if (numbers.some((step) => !(Math.abs(step) <= FARTHEST)))
    return `a step is beyond ${FARTHEST}: name steps in larger units`;
  if (new Set(numbers).size < numbers.length) return 'two targets have the same step';
  return undefined;
}
