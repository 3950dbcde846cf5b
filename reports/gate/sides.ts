/** Whom a gate compares: a target of a run, or of a stored tally. */

import { UserError } from '../../files/index.js';
import type { Named } from '../comparing/index.js';
import { countOf } from '../rates.js';
import type { RunTally } from '../tally/index.js';

export interface GateSide {
  /** As messages and rows name it. */
  readonly name: string;
  /** What people read in its place. */
  readonly label?: string;
  readonly tally: RunTally;
  /** Its id in the tally. */
  readonly target: string;
  /** Questions of its run that stand elsewhere, as those of other shards do. */
  readonly elsewhere?: number;
}

/** The target under its name. Throws UserError where the tally has none of that id. */
export function namedOf({ name, tally, target }: GateSide): Named {
  if (tally.ids.includes(target)) return [name, tally.target(target)];
  throw new UserError(`there is no target "${target}"`, name, `the targets are ${tally.ids.join(', ')}`);
}

/** Questions that came to no answer here: not asked yet, or in another shard, failed for good, or a row of a log that could not be read. None where nothing says how many there are to be, as in logs that were read as a whole. */
export function unansweredOf(side: GateSide): number {
  const [, tally] = namedOf(side);
  const { questions } = tally;
  if (questions === undefined) return 0;
  const { error, ...others } = countOf([...tally.languages.values()]);
  const answered = Object.values(others).reduce((sum, n) => sum + n, 0);
  return Math.max(0, questions - answered, error) + (side.elsewhere ?? 0);
}

const JUDGE = ['detector', 'policy', 'identifier'] as const;

/** What of two sides' judges is not the same; undefined where nothing is. */
const differingIn = (one: GateSide, other: GateSide): (typeof JUDGE)[number] | undefined =>
  JUDGE.find((field) => one.tally.key[field] !== other.tally.key[field]);

/** Whether rates of two sides can be compared: judged by the same detector, under the same policies. */
export const isJudgedAlike = (one: GateSide, other: GateSide): boolean =>
  differingIn(one, other) === undefined;

/** Throws UserError where two sides were judged by different detectors, or under different policies. */
export function checkJudges(baseline: GateSide, candidate: GateSide): void {
  const differing = differingIn(baseline, candidate);
  if (differing === undefined) return;
  throw new UserError(
    `${candidate.name} was judged by the ${differing} ${candidate.tally.key[differing]}, ${baseline.name} by ${baseline.tally.key[differing]}: their rates are not comparable`,
    '',
    differing === 'policy'
      ? 'judge both under one --policy'
      : 'judge both anew: name their runs in the place of tallies',
  );
}
