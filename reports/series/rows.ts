/** A row of a series before anything of it is tested: its rates with their bands, its trend, and its steps beside others. */

import type { RateName } from '../judging/index.js';
import { rateOf } from '../rates.js';
import {
  cochranArmitage,
  normalQuantile,
  promptTrend,
  repeatTrend,
  type Trend,
  type Units,
  wilson,
} from '../statistics/index.js';
import { type Inference, pooledFor, unitsOf } from '../units.js';
import { type pairing, type Untested, untested } from './changes.js';
import { eventOf, type Place } from './places.js';
import { clustersAt, type Step, strataOf } from './strata.js';
import type { SeriesPoint, SeriesTrend } from './types.js';

export interface SeriesSettings {
  readonly inference: Inference;
  /** The rates over all languages that a decision hangs on: each is tested by itself. */
  readonly named: readonly ('mixing' | RateName)[];
  /** Level of rates and of bands. */
  readonly level: number;
}

/** What is known of it. Changes are by step, where there is one. */
export interface Drawn {
  readonly place: Place;
  readonly points: readonly Pick<SeriesPoint, 'target' | 'rate' | 'band'>[];
  readonly units: Units;
  readonly trend: Trend | null;
  readonly reference: SeriesTrend['cochran_armitage'];
  readonly before: readonly (Untested | undefined)[];
  readonly baseline: readonly (Untested | undefined)[];
  /** From the first step to the last; undefined where either has no sample. */
  readonly whole: Untested | undefined;
}

export function draw(
  place: Place,
  steps: readonly Step[],
  baseline: Step,
  between: ReturnType<typeof pairing>,
  { inference, level }: SeriesSettings,
): Drawn {
  const event = eventOf(place);
  const clusters = steps.map((step) => clustersAt(step, place.languages, event));
  const pooled = clusters.map((own) => pooledFor(inference, own));
  const filled = pooled.filter(({ trials }) => trials > 0).length;
  // Sidak (JASA 62, 1967, 626-633): holds for steps that share prompts too.
  const z = normalQuantile((1 - level ** (1 / Math.max(1, filled))) / 2);
  const units = unitsOf(inference, ...clusters);
  const strata = strataOf(steps, place.languages, event);
  const wholeOf = ([first, ...others]: readonly Step[]): Untested | undefined => {
    const last = others.at(-1);
    return first && last && untested(first, last, place, between);
  };
  const isThere = steps.map((_, i) => (pooled[i]?.trials ?? 0) > 0);
  return {
    place,
    points: steps.map(({ target }, i) => {
      const own = pooled[i] ?? { events: 0, trials: 0, effective: 0 };
      return {
        target,
        rate: rateOf(own),
        band: own.trials === 0 ? null : wilson(own.events / own.trials, own.effective, z),
      };
    }),
    units,
    trend: units === 'repeats' ? repeatTrend(strata) : promptTrend(strata),
    reference: cochranArmitage(
      steps.map(({ at }, i) => ({ at, events: pooled[i]?.events ?? 0, trials: pooled[i]?.trials ?? 0 })),
    ),
    before: steps.map((step, i) => {
      const from = steps.slice(0, i).findLast((_, j) => isThere[j]);
      return from && untested(from, step, place, between);
    }),
    whole: wholeOf(steps.filter((_, i) => isThere[i])),
    baseline: steps.map((step) =>
      step.target === baseline.target ? undefined : untested(baseline, step, place, between),
    ),
  };
}

/** Shares of the level for rows over all languages and rows of one, as a comparison has them. */
export const LEVELS = [1, 3];

export const levelOf = ({ where }: Place): number => (where === '*' ? 0 : 1);

/** Whether the row is the headline: what a decision was said to hang on. */
export const isNamed = ({ where, measure }: Place, { named }: SeriesSettings): boolean =>
  where === '*' && named.includes(measure);
