/** A series of checkpoints: rates along it, their trends, and where they broke. */

import type { SeriesStep } from '../../store/index.js';
import { ALPHA } from '../comparing/index.js';
import { holmGraph, splitLevel } from '../statistics/index.js';
import type { TargetTally } from '../tally/index.js';
import { backwards, leastOf, pairing, tested, type Untested } from './changes.js';
import { placesOf } from './places.js';
import { type Drawn, draw, isNamed, LEVELS, levelOf, type SeriesSettings } from './rows.js';
import type { Step } from './strata.js';
import { trendsOf } from './trends.js';
import type { Series, SeriesChange, SeriesRow } from './types.js';

const known = <T>(values: readonly (T | undefined)[]): T[] => values.flatMap((value) => value ?? []);

/** How much of the level each row has for changes: all of it the headline, the others share it. */
function sharesOf(
  rows: readonly Drawn[],
  settings: SeriesSettings,
  changes: (row: Drawn) => readonly (Untested | undefined)[],
): ReadonlyMap<Drawn, number> {
  const others = rows.filter(({ place }) => !isNamed(place, settings));
  const shares = splitLevel(
    others.map((row) => ({ least: leastOf(known(changes(row))), level: levelOf(row.place) })),
    LEVELS,
    ALPHA,
  );
  const found = new Map(others.map((row, i) => [row, shares[i] ?? 0]));
  return new Map(rows.map((row) => [row, found.get(row) ?? 1]));
}

/** Puts what was tested back into its places. */
function placed(
  untestedOnes: readonly (Untested | undefined)[],
  found: readonly SeriesChange[],
  order: readonly Untested[],
): (SeriesChange | null)[] {
  return untestedOnes.map((one) => (one && found[order.indexOf(one)]) ?? null);
}

function changesBefore({ before }: Drawn, share: number): (SeriesChange | null)[] {
  const order = known(before);
  return placed(before, tested(order, holmGraph(order.length), share), order);
}

/** Those behind the baseline from the last on, then those before it: nothing broke before it was there. */
function changesFromBaseline({ baseline }: Drawn, from: number, share: number): (SeriesChange | null)[] {
  const order = [...known(baseline.slice(from)).reverse(), ...known(baseline.slice(0, from)).reverse()];
  return placed(baseline, tested(order, backwards(order.length), share), order);
}

/** The first step behind the baseline from which on all are worse. */
function brokeAt(
  steps: readonly Step[],
  changes: readonly (SeriesChange | null)[],
  from: number,
): SeriesRow['broke'] {
  const behind = steps.flatMap(({ target }, i) => {
    const change = changes[i];
    return i < from || change === null || change === undefined ? [] : [{ target, change }];
  });
  const worse = behind.slice(behind.findLastIndex(({ change }) => change.verdict !== 'worse') + 1);
  const [first] = worse;
  if (first === undefined) return null;
  return {
    target: first.target,
    p_adjusted: Math.max(...worse.map(({ change }) => change.p_adjusted ?? 1)),
  };
}

/**
 * The series over these targets. `order` names each once, the lowest step first; without a `baseline` the first of them is it.
 */
export function seriesOf(
  order: readonly SeriesStep[],
  targets: ReadonlyMap<string, TargetTally>,
  baseline: string | null,
  settings: SeriesSettings,
): Series {
  const numbers = order.flatMap(({ step }) => (step === undefined ? [] : [step]));
  const along = numbers.length === order.length && order.length > 0 ? 'step' : 'index';
  const stepFor = (target: string, at: number): Step[] => {
    const tally = targets.get(target);
    return tally === undefined ? [] : [{ target, tally, at }];
  };
  const steps = order.flatMap(({ target, step = 0 }, i) => stepFor(target, along === 'step' ? step : i));
  const name = baseline ?? order[0]?.target ?? '';
  const [base] = stepFor(name, 0);
  const nothing: Series = { steps: order, along, baseline: name, left_out: [], rows: [] };
  if (base === undefined) return nothing;
  const between = pairing(settings.inference);
  const rows = placesOf(steps, base).map((place) => draw(place, steps, base, between, settings));
  const span = (steps.at(-1)?.at ?? 0) - (steps[0]?.at ?? 0);
  const trends = trendsOf(rows, span, settings);
  const ofBefore = sharesOf(rows, settings, ({ before }) => before);
  const ofBaseline = sharesOf(rows, settings, (row) => row.baseline);
  // Behind the baseline; all of them where it is none of them.
  const from = steps.findIndex(({ target }) => target === name) + 1;
  return {
    ...nothing,
    left_out: [...targets.keys()].filter((target) => !order.some((step) => step.target === target)),
    rows: rows.map((row): SeriesRow => {
      const before = changesBefore(row, ofBefore.get(row) ?? 0);
      const changes = changesFromBaseline(row, from, ofBaseline.get(row) ?? 0);
      return {
        language: row.place.where,
        measure: row.place.measure,
        points: row.points.map((point, i) => ({
          ...point,
          before: before[i] ?? null,
          baseline: changes[i] ?? null,
        })),
        trend: trends.get(row) ?? null,
        broke: brokeAt(steps, changes, from),
      };
    }),
  };
}
