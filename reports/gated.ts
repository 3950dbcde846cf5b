/** The gate of a report: what each of its targets comes to that would take the baseline's place, by the rules of its runs. */

import { gateOf } from './asked.js';
import type { Comparing } from './comparing/index.js';
import type { TalliedRun } from './counted.js';
import { type Compare, type GateResult, type GateSide, gate, isJudgedAlike } from './gate/index.js';
import { elsewhereOf, targetNames } from './runs.js';

/** All targets as sides, by the names that they have together. */
function sidesOf(tallied: readonly TalliedRun[]): readonly GateSide[] {
  const nameOf = targetNames(tallied.map(({ run }) => run));
  return tallied.flatMap(({ run, tally }) =>
    run.manifest.targets.map(({ id }) => ({
      name: nameOf(run, id),
      tally,
      target: id,
      elsewhere: elsewhereOf(run.manifest),
    })),
  );
}

/** How it compares, and the day (ISO 8601) by which waivers may have ended. */
interface Gating extends Required<Comparing> {
  readonly compare: Compare;
  readonly day: string | undefined;
}

/** Undefined where nothing could take the baseline's place: no other target is judged as it is, or repeats were to be the units of what goes on until it is decided. */
export function gateIn(
  tallied: readonly TalliedRun[],
  baseline: string | null,
  { inference, compare, day = '' }: Gating,
): GateResult | undefined {
  const sides = sidesOf(tallied);
  const before = sides.find(({ name }) => name === baseline);
  if (before === undefined) return undefined;
  const candidates = sides.filter((side) => side !== before && isJudgedAlike(before, side));
  const isSequential = [before, ...candidates].some(({ tally }) => tally.plan !== undefined);
  if (candidates.length === 0 || (isSequential && inference !== 'prompts')) return undefined;
  const { waive, ...rules } = gateOf(
    tallied.map(({ run }) => run).find(({ manifest }) => manifest.gate !== undefined),
  );
  const standing = waive.filter(({ until }) => until >= day.slice(0, 10));
  return gate(before, candidates, { ...rules, waive: standing }, inference, compare);
}
