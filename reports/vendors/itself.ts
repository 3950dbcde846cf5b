/** A/A: a vendor against itself. Its own answers are split at random, many times, and told apart as two vendors are. */

import { ALPHA } from '../comparing/index.js';
import { rateOf } from '../rates.js';
import {
  differenceOf,
  type Evidence,
  type Int,
  independentEvidence,
  logDifference,
  noDifference,
  noRatio,
  seeded,
  shuffled,
} from '../statistics/index.js';
import { evidenceOfPairs, type Inference, unitsOf } from '../units.js';
import { pairOfValues } from './evidence.js';
import type { AgainstItself, VendorRate } from './types.js';
import { clusterOf, RATE_MEASURES, type Values, type Vendor, valuesOf } from './values.js';

/** Splits: enough for an interval of 3 points around 5%. */
const SPLITS = 200;

/** Samples that are split in all: with more of them there are fewer splits. */
const MOST_SPLIT = 4_000_000;
const LEAST_SPLITS = 50;

/** Share over which verdicts are called too often: given the events, a test of whole numbers has up to 7% of splits where it has 5% on the average. */
const TOO_OFTEN = 1.5 * ALPHA;

/** One split: places of either half, prompt by prompt; by repeats both have every prompt, place by place. */
interface Halves {
  readonly split: AgainstItself['split'];
  readonly pairs: readonly (readonly (readonly [number, number])[])[];
  readonly one: readonly (readonly number[])[];
  readonly other: readonly (readonly number[])[];
}

function byRepeats(prompts: readonly (readonly number[])[], int: Int): Halves {
  const pairs = prompts.flatMap((places) => {
    const half = places.length >> 1;
    if (half === 0) return [];
    const order = shuffled(places, int);
    const theirs = order.slice(half, 2 * half);
    return [theirs.map((other, j) => [order[j] ?? other, other] as const)];
  });
  return { split: 'repeats', pairs, one: [], other: [] };
}

function byPrompts(prompts: readonly (readonly number[])[], int: Int): Halves {
  const order = shuffled(prompts, int);
  const half = order.length >> 1;
  return { split: 'prompts', pairs: [], one: order.slice(0, half), other: order.slice(half) };
}

function evidenceOf(
  values: Values,
  { split, pairs, one, other }: Halves,
  inference: Inference,
): Evidence | null {
  if (split === 'repeats')
    return evidenceOfPairs(
      pairs.map((places) => pairOfValues(places, values, values)).filter(({ trials }) => trials > 0),
      inference,
    );
  const side = (half: readonly (readonly number[])[]) =>
    half.map((places) => clusterOf(values, places)).filter(({ trials }) => trials > 0);
  const [ours, theirs] = [side(one), side(other)];
  return independentEvidence(ours, theirs, unitsOf(inference, ours, theirs));
}

/** Mean of the logarithms that there are; undefined without any. */
function meanOf(logs: Float64Array, places: readonly number[]): number | undefined {
  let [sum, n] = [0, 0];
  for (const place of places) {
    const value = logs[place] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    n++;
  }
  return n === 0 ? undefined : sum / n;
}

function latencyP(logs: Float64Array, { split, pairs, one, other }: Halves): number | null {
  const means = (half: readonly (readonly number[])[]): number[] =>
    half.flatMap((places) => meanOf(logs, places) ?? []);
  if (split === 'prompts') {
    const found = logDifference(means(one), means(other), false);
    return found && noRatio(found);
  }
  const both = pairs.flatMap((places) => {
    const [mine, theirs] = [places.map(([a]) => a), places.map(([, b]) => b)].map((side) =>
      meanOf(logs, side),
    );
    return mine === undefined || theirs === undefined ? [] : [[mine, theirs] as const];
  });
  const found = logDifference(
    both.map(([mine]) => mine),
    both.map(([, theirs]) => theirs),
    true,
  );
  return found && noRatio(found);
}

/** Whether most prompts have the same text in all repeats: then to split repeats would tell nothing. */
const isDeterministic = ({ tally }: Vendor): boolean =>
  [...tally.languages.values()].some((outcomes) => outcomes.identical() !== undefined);

/** Measures of which anything happened. */
function happened(vendor: Vendor): { readonly measure: VendorRate; readonly values: Values }[] {
  return RATE_MEASURES.map((measure) => ({ measure, values: valuesOf(vendor, measure) })).filter(
    ({ values }) => values.includes(1),
  );
}

/** How often a vendor's own answers, split at random by `seed`, are told apart. Empty where there are fewer than two prompts and repeats to split. */
export function againstItself(vendor: Vendor, inference: Inference, seed: number): AgainstItself[] {
  const prompts = [...vendor.prompts.values()];
  const repeated = prompts.filter(({ length }) => length > 1).length;
  const split = 2 * repeated >= prompts.length && !isDeterministic(vendor) ? 'repeats' : 'prompts';
  if (split === 'prompts' && prompts.length < 4) return [];
  const int = seeded(seed);
  const measured = happened(vendor);
  const logs = Float64Array.from(vendor.facts, ({ latency = 0 }) =>
    latency > 0 ? Math.log(latency) : Number.NaN,
  );
  const isTimed = logs.some((value) => !Number.isNaN(value));
  const affordable = Math.floor(MOST_SPLIT / Math.max(1, vendor.facts.length));
  const splits = Math.max(LEAST_SPLITS, Math.min(SPLITS, affordable));
  const counts = new Map<AgainstItself['measure'], number>([
    ...measured.map(({ measure }) => [measure, 0] as const),
    ...(isTimed ? ([['latency', 0]] as const) : []),
  ]);
  let any = 0;
  for (let i = 0; i < splits; i++) {
    const halves = split === 'repeats' ? byRepeats(prompts, int) : byPrompts(prompts, int);
    const found: AgainstItself['measure'][] = measured.flatMap(({ measure, values }) => {
      const evidence = evidenceOf(values, halves, inference);
      return evidence !== null && noDifference(differenceOf(evidence)) < ALPHA ? [measure] : [];
    });
    const p = isTimed ? latencyP(logs, halves) : null;
    if (p !== null && p < ALPHA) found.push('latency');
    for (const measure of found) counts.set(measure, (counts.get(measure) ?? 0) + 1);
    if (found.length > 0) any++;
  }
  const row = (measure: AgainstItself['measure'], significant: number): AgainstItself => {
    const share = rateOf({ events: significant, trials: splits, effective: splits });
    const verdict = measure === 'any' ? null : (share.low ?? 0) > TOO_OFTEN ? 'too_often' : 'calibrated';
    return { target: vendor.id, measure, split, splits, significant, share, alpha: ALPHA, verdict };
  };
  const rows = Array.from(counts, ([measure, significant]) => row(measure, significant));
  return rows.length > 1 ? [...rows, row('any', any)] : rows;
}
