/** How long a candidate's answers are beside the baseline's. */

import { ratioOf } from '../statistics/index.js';
import type { TargetTally } from '../tally/index.js';
import type { LengthChange } from '../types.js';
import { arePaired, languagesIn, type Sides, type Where } from './sides.js';

const exponential = (logarithms: readonly number[]): number =>
  Math.exp(logarithms.reduce((sum, value) => sum + value, 0) / logarithms.length);

/** Mean logarithm of the lengths of the answers to each prompt. */
const logLengths = (tally: TargetTally, where: Where): readonly (readonly [number, number])[] =>
  languagesIn(tally, where).flatMap((language) => [
    ...(tally.measures.collapseIn(language)?.logLengths() ?? []),
  ]);

/** Over the prompts that both have answered, where these are most of them. Null where a side has no answer. */
export function lengthChange(
  { ids, candidate, baseline, promptOf }: Sides,
  where: Where,
): LengthChange | null {
  const [ours, theirs] = [logLengths(candidate, where), logLengths(baseline, where)];
  if (ours.length === 0 || theirs.length === 0) return null;
  const known = new Map(theirs);
  const shared = ours.flatMap(([prompt, mine]) => {
    const number = promptOf(prompt);
    const other = number === undefined ? undefined : known.get(number);
    return other === undefined ? [] : [[mine, other] as const];
  });
  const paired = arePaired(shared.length, ours.length, theirs.length);
  const mine = paired ? shared.map(([length]) => length) : ours.map(([, length]) => length);
  const other = paired ? shared.map(([, length]) => length) : theirs.map(([, length]) => length);
  const ratio = ratioOf(mine, other, paired);
  return {
    ...ids,
    language: where,
    prompts: Math.min(mine.length, other.length),
    baseline_length: exponential(other),
    candidate_length: exponential(mine),
    ratio: ratio?.ratio ?? null,
    low: ratio?.low ?? null,
    high: ratio?.high ?? null,
  };
}
