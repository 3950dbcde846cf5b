/** The order of the targets in a series, as it is asked for. */

import { UserError } from '../../files/index.js';
import { orderProblem, type SeriesStep } from '../../store/index.js';

const NUMBERED = /^(.*\S)\s*=\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)$/i;

/** A target as it is called, or with the number of its step behind it: `a=1000`, where none is called so. */
function stepIn(written: string, targets: readonly string[]): SeriesStep {
  const [, target, step] = NUMBERED.exec(written) ?? [];
  return target === undefined || targets.includes(written)
    ? { target: written }
    : { target, step: Number(step) };
}

/** The steps of a series over these targets, the lowest first. Throws UserError where the order is none of them; `where` names it. */
export function stepsOf(
  order: readonly (string | SeriesStep)[],
  targets: readonly string[],
  where = '',
): SeriesStep[] {
  const steps = order.map((entry) => (typeof entry === 'string' ? stepIn(entry, targets) : entry));
  const problem = orderProblem(steps, targets);
  if (problem !== undefined) throw new UserError(problem, where);
  return steps.sort((a, b) => (a.step ?? 0) - (b.step ?? 0));
}
