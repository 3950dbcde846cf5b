/** The cheapest setting of a plan that removes a rate. */

import { rateOf } from '../rates.js';
import type { Cluster } from '../statistics/index.js';
import { addLogSums, differenceOf, meanLog, NO_LOGS, pWithin, pWorse } from '../statistics/index.js';
import type { Rate } from '../types.js';
import { type Inference, pooledFor } from '../units.js';
import type { Contrasts } from './contrasts.js';
import { levelIn, type Pair, type Plan, type TalliedCell } from './plan.js';
import type { Attributed, Remedy, Step } from './types.js';

/** One end of a 95% interval. */
const ALPHA = 0.025;

/** The part of what lies between the worst and the best setting that may be left. */
const LEFT = 0.5;

/** What removes a rate: its upper end under a share, or no worse than the best setting by a margin; both fractions. */
export interface Removes {
  readonly rule: Remedy['rule'];
  readonly limit: number;
}

/** Cells that differ in nothing that matters, those with the fewest changes from the usual one first. */
interface Setting {
  readonly cells: readonly TalliedCell[];
  readonly rate: Rate;
  readonly value: number;
  readonly steps: readonly Step[];
  readonly length: number | null;
}

/** What of the usual setting is changed in a cell. */
const stepsTo = ({ factors }: Plan, usual: TalliedCell, cell: TalliedCell): Step[] =>
  factors.flatMap(({ name }) => {
    const [from, to] = [levelIn(usual, name), levelIn(cell, name)];
    return from === to ? [] : [{ factor: name, from, to }];
  });

/** Geometric mean of the lengths of answers, each prompt with the same weight. */
function lengthOf(cells: readonly TalliedCell[]): number | null {
  const lengths = cells
    .flatMap(({ tally }) =>
      [...tally.languages.keys()].flatMap(
        (language) => tally.measures.collapseIn(language)?.lengthSums() ?? [],
      ),
    )
    .reduce(addLogSums, NO_LOGS);
  return lengths.n === 0 ? null : Math.exp(meanLog(lengths));
}

const levelsOf = (cell: TalliedCell, names: readonly string[]): string =>
  JSON.stringify(names.map((name) => levelIn(cell, name)));

/** Each prompt with its samples in all of these cells. */
function clustersOf(cells: readonly TalliedCell[], contrasts: Contrasts, measure: Attributed): Cluster[] {
  const sums = new Map<number, { events: number; trials: number }>();
  for (const { prompt, events, trials } of cells.flatMap((cell) => contrasts.counted(cell, measure))) {
    const known = sums.get(prompt) ?? { events: 0, trials: 0 };
    sums.set(prompt, { events: known.events + events, trials: known.trials + trials });
  }
  return [...sums.values()];
}

function settingsOf(
  plan: Plan,
  contrasts: Contrasts,
  measure: Attributed,
  matters: readonly string[],
  inference: Inference,
): Setting[] {
  const [usual] = plan.cells;
  const groups = new Map<string, TalliedCell[]>();
  for (const cell of plan.cells) {
    const name = levelsOf(cell, matters);
    groups.set(name, [...(groups.get(name) ?? []), cell]);
  }
  return [...groups.values()].flatMap((cells): Setting[] => {
    const rate = rateOf(pooledFor(inference, clustersOf(cells, contrasts, measure)));
    if (rate.rate === null || usual === undefined) return [];
    const sorted = [...cells].sort((a, b) => stepsTo(plan, usual, a).length - stepsTo(plan, usual, b).length);
    const [first = usual] = sorted;
    return [
      { cells: sorted, rate, value: rate.rate, steps: stepsTo(plan, usual, first), length: lengthOf(cells) },
    ];
  });
}

/** The cells of two settings that differ in what matters alone. */
function pairsOf(plan: Plan, before: Setting, after: Setting, matters: readonly string[]): Pair[] {
  const others = plan.factors.map(({ name }) => name).filter((name) => !matters.includes(name));
  const known = new Map(after.cells.map((cell) => [levelsOf(cell, others), cell]));
  return before.cells.flatMap((cell) => {
    const found = known.get(levelsOf(cell, others));
    return found === undefined ? [] : [{ before: cell, after: found }];
  });
}

/**
 * The cheapest: with the fewest changes from the usual setting, of these the one whose answers cost least: the shortest, since the same is asked of all, by the price of output where all have one; of these the
 * one with the lowest rate. `matters` are the factors that bring the rate about. Null where nothing was scored.
 */
export function remedyOf(
  plan: Plan,
  contrasts: Contrasts,
  measure: Attributed,
  matters: readonly string[],
  { rule, limit: asked }: Removes,
  inference: Inference,
): Remedy | null {
  const settings = settingsOf(plan, contrasts, measure, matters, inference);
  const sorted = [...settings].sort((a, b) => a.value - b.value);
  const [best, worst] = [sorted[0], sorted.at(-1)];
  const usual = settings.find(({ cells }) => cells.some((cell) => cell === plan.cells[0]));
  if (best === undefined || worst === undefined || usual === undefined) return null;
  const limit = rule === 'max' ? asked : Math.max(asked, LEFT * (worst.value - best.value));
  const removes = (setting: Setting): boolean => {
    if (rule === 'max') return (setting.rate.high ?? 1) <= limit;
    if (setting === best) return true;
    const contrast = contrasts.between(pairsOf(plan, best, setting, matters), measure);
    if (contrast === null) return false;
    const difference = differenceOf(contrast.evidence);
    return pWithin(difference, limit) < ALPHA && pWorse(difference) >= ALPHA;
  };
  const isPriced = plan.cells.every(({ price }) => price !== undefined);
  const cheap = ({ length, cells: [cell] }: Setting): number =>
    (length ?? Number.POSITIVE_INFINITY) * (isPriced ? (cell?.price ?? 1) : 1);
  const [cheapest] = settings
    .filter(removes)
    .sort((a, b) => a.steps.length - b.steps.length || cheap(a) - cheap(b) || a.value - b.value);
  return {
    measure,
    target: cheapest?.cells[0]?.target ?? null,
    steps: cheapest?.steps ?? [],
    rate: cheapest?.rate ?? null,
    usual: usual.rate,
    best: best.cells[0]?.target ?? '',
    rule,
    limit,
    length: cheapest?.length ?? null,
  };
}
