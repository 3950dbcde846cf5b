/** Whether the rates of a series rise or fall, row by row. */

import { ALPHA } from '../comparing/index.js';
import { hierarchy } from '../statistics/index.js';
import type { Verdict } from '../types.js';
import { hasCollapsed } from './changes.js';
import { type Drawn, isNamed, LEVELS, levelOf, type SeriesSettings } from './rows.js';
import type { SeriesTrend } from './types.js';

/** A rate that falls while answers collapse does not get better. */
function verdictOf(slope: number, p: number, hasCollapsed: () => boolean): Verdict {
  if (slope === 0 || p >= ALPHA) return 'inconclusive';
  if (slope > 0) return 'worse';
  return hasCollapsed() ? 'degraded' : 'better';
}

/** The trends of all rows, by row: the headline by itself, all others in a hierarchy. */
export function trendsOf(
  rows: readonly Drawn[],
  span: number,
  settings: SeriesSettings,
): ReadonlyMap<Drawn, SeriesTrend> {
  const tests = rows.flatMap((row) => (row.trend === null ? [] : [{ row, trend: row.trend }]));
  const adjustedAmong = (some: typeof tests) => {
    const found = hierarchy(
      some.map(({ row: { place }, trend: { p, least } }) => {
        const parent =
          place.where === '*'
            ? -1
            : some.findIndex(({ row }) => row.place.where === '*' && row.place.measure === place.measure);
        return { p, least, level: levelOf(place), parent: parent < 0 ? undefined : parent };
      }),
      LEVELS,
      ALPHA,
    );
    return some.map((test, i) => ({ ...test, adjusted: found[i] ?? { p: 1, alpha: 0 } }));
  };
  const own = tests.filter(({ row }) => isNamed(row.place, settings));
  const others = tests.filter(({ row }) => !isNamed(row.place, settings));
  const all = [...own.flatMap((test) => adjustedAmong([test])), ...adjustedAmong(others)];
  return new Map(
    all.map(({ row, trend: { slope, interval, p, prompts, method }, adjusted }) => {
      const level = 1 - adjusted.alpha;
      const ends = interval(level);
      return [
        row,
        {
          change: slope * span,
          low: ends && ends.low * span,
          high: ends && ends.high * span,
          level,
          slope,
          prompts,
          units: row.units,
          method,
          p,
          p_adjusted: adjusted.p,
          verdict: verdictOf(slope, adjusted.p, () => row.whole !== undefined && hasCollapsed(row.whole)),
          cochran_armitage: row.reference,
        },
      ];
    }),
  );
}
