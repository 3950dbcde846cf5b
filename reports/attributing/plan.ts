/** A crossed plan: its cells and factors, and which cells differ in one factor alone, or in two. */

import type { Level } from '../../store/index.js';
import type { TargetTally } from '../tally/index.js';
import type { CellOfPlan, Factor, FactorKind, Step } from './types.js';

/** A cell with what its samples add up to. */
export interface TalliedCell extends CellOfPlan {
  readonly tally: TargetTally;
  /** What a million tokens of its answers cost, where its suite says so. */
  readonly price?: number | undefined;
}

export interface Plan {
  readonly factors: readonly Factor[];
  readonly cells: readonly TalliedCell[];
  /** Those of the cells in which a factor has this level. */
  cellsAt(factor: string, level: Level): readonly TalliedCell[];
}

const kindOf = (name: string): FactorKind =>
  name === 'checkpoint' ? 'weights' : name === 'endpoint' ? 'stack' : 'sampler';

/** Checkpoints first, then endpoints, then parameters of sampling in the order of their names in the first cell. */
const KINDS: readonly FactorKind[] = ['weights', 'stack', 'sampler'];

/** The level of a factor in a cell: one that it does not name is not sent. */
export const levelIn = ({ factors }: Pick<CellOfPlan, 'factors'>, name: string): Level =>
  Object.hasOwn(factors, name) ? (factors[name] ?? null) : null;

const placeOf = (names: readonly string[], cell: Pick<CellOfPlan, 'factors'>): string =>
  JSON.stringify(names.map((name) => [name, levelIn(cell, name)]));

/** The plan of all cells, of those that are made of the same only the first; null where no factor has two levels. */
export function planOf(cells: readonly TalliedCell[]): Plan | null {
  const names = [...new Set(cells.flatMap(({ factors }) => Object.keys(factors)))];
  const factors = names
    .map((name): Factor => {
      const levels = cells.map((cell) => levelIn(cell, name));
      return { name, kind: kindOf(name), levels: [...new Set(levels)] };
    })
    .filter(({ levels }) => levels.length > 1)
    .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  if (factors.length === 0) return null;
  const all = factors.map(({ name }) => name);
  const once = new Map<string, TalliedCell>();
  for (const cell of cells) {
    const place = placeOf(all, cell);
    if (!once.has(place)) once.set(place, cell);
  }
  return planWith(factors, [...once.values()]);
}

/** With its cells by each of their levels: there are as many pairs of steps as there are levels by levels. */
function planWith(factors: readonly Factor[], cells: readonly TalliedCell[]): Plan {
  const byLevel = new Map(
    factors.flatMap(({ name, levels }) =>
      levels.map((level) => [
        JSON.stringify([name, level]),
        cells.filter((cell) => levelIn(cell, name) === level),
      ]),
    ),
  );
  return { factors, cells, cellsAt: (factor, level) => byLevel.get(JSON.stringify([factor, level])) ?? [] };
}

/** The steps of a factor from its usual level. */
export const stepsOf = ({ name, levels }: Factor): Step[] =>
  levels.slice(1).map((to) => ({ factor: name, from: levels[0] ?? null, to }));

/** Cells before and after a step. */
export interface Pair {
  readonly before: TalliedCell;
  readonly after: TalliedCell;
}

/** The pairs of cells that differ in one step alone; `at` holds levels that both must have. */
export function pairsFor(
  { factors, cells, cellsAt }: Plan,
  { factor, from, to }: Step,
  at: readonly { readonly factor: string; readonly level: Level }[] = [],
): Pair[] {
  const others = factors.map(({ name }) => name).filter((name) => name !== factor);
  const [first, ...further] = at;
  const among = first === undefined ? cells : cellsAt(first.factor, first.level);
  const chosen = among.filter((cell) =>
    further.every(({ factor: name, level }) => levelIn(cell, name) === level),
  );
  const after = new Map(
    chosen.filter((cell) => levelIn(cell, factor) === to).map((cell) => [placeOf(others, cell), cell]),
  );
  return chosen
    .filter((cell) => levelIn(cell, factor) === from)
    .flatMap((before): Pair[] => {
      const found = after.get(placeOf(others, before));
      return found === undefined ? [] : [{ before, after: found }];
    });
}

/** The pairs of a step where another step is not made, each beside the pair where it is. */
export function foursFor(
  plan: Plan,
  step: Step,
  other: Step,
): { readonly usual: Pair; readonly moved: Pair }[] {
  const others = plan.factors
    .map(({ name }) => name)
    .filter((name) => name !== step.factor && name !== other.factor);
  const moved = new Map(
    pairsFor(plan, step, [{ factor: other.factor, level: other.to }]).map((pair) => [
      placeOf(others, pair.before),
      pair,
    ]),
  );
  if (moved.size === 0) return [];
  return pairsFor(plan, step, [{ factor: other.factor, level: other.from }]).flatMap((usual) => {
    const found = moved.get(placeOf(others, usual.before));
    return found === undefined ? [] : [{ usual, moved: found }];
  });
}
