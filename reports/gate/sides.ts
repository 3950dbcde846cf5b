/** Whom a gate compares: a target of a run, or of a stored tally. */

import { UserError } from '../../files/index.js';
import { countOf } from '../rates.js';
import type { TallyKey, TargetTally } from '../tally.js';

export interface GateSide {
  /** As messages and rows name it. */
  readonly name: string;
  readonly tally: TargetTally;
  readonly key: TallyKey;
}

/** Questions that came to no answer: not asked yet, or failed for good. None where nothing says how many there are to be, as in logs. */
export function unansweredOf({ tally }: GateSide): number {
  const { questions } = tally;
  if (questions === undefined) return 0;
  const { error, ...others } = countOf([...tally.languages.values()]);
  const answered = Object.values(others).reduce((sum, n) => sum + n, 0);
  return Math.max(0, questions - answered, error);
}

/** Throws UserError where two sides were judged by different detectors, or under different policies. */
export function checkJudges(baseline: GateSide, candidate: GateSide): void {
  const differing = (['detector', 'policy', 'identifier'] as const).find(
    (field) => baseline.key[field] !== candidate.key[field],
  );
  if (differing === undefined) return;
  throw new UserError(
    `${candidate.name} was judged by the ${differing} ${candidate.key[differing]}, ${baseline.name} by ${baseline.key[differing]}: their rates are not comparable`,
    '',
    differing === 'policy'
      ? 'judge both under one --policy'
      : 'judge both anew: name their runs in the place of tallies',
  );
}
