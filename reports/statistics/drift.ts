/** Whether a distribution that was looked at again and again changed in the meantime, beyond what it varies by itself. */

import { uniform } from './random.js';

/** Probabilities by name, each time that was looked. */
export type Looks = readonly ReadonlyMap<string, number>[];

export interface Drift {
  /** The probability of as large a change where the order of the looks says nothing. */
  readonly p: number;
  /** Looks before the change. */
  readonly at: number;
  /** Half of the sum of the differences between the mean probabilities before and after (total variation), 0..1. */
  readonly distance: number;
}

/** Looks of which fewer tell nothing. */
const FEWEST = 6;

/** Orders that are tried: the smallest p value is one over that. */
const ORDERS = 1999;

/** Looks that are tested: an order takes time by their square. Of more, neighbours are taken together. */
const MOST = 200;

/** A stretch of looks as one: their mean, and where it begins. */
interface Stretch {
  readonly at: number;
  readonly look: ReadonlyMap<string, number>;
}

/** As many looks as are tested, of stretches as even as they can be. */
function stretchesOf(looks: Looks): readonly Stretch[] {
  if (looks.length <= MOST) return looks.map((look, at) => ({ at, look }));
  const begin = (i: number): number => Math.floor((i * looks.length) / MOST);
  return Array.from({ length: MOST }, (_, i) => ({
    at: begin(i),
    look: meanLook(looks.slice(begin(i), begin(i + 1))),
  }));
}

/** Inner products of looks less their mean: what all changes are told by, whatever the order. */
function products(looks: Looks): readonly Float64Array[] {
  const names = [...new Set(looks.flatMap((look) => [...look.keys()]))];
  const rows = looks.map((look) => Float64Array.from(names, (name) => look.get(name) ?? 0));
  const mean = Float64Array.from(
    names,
    (_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) / rows.length,
  );
  const centred = rows.map((row) => row.map((value, i) => value - (mean[i] ?? 0)));
  return centred.map((one) =>
    Float64Array.from(centred, (other) => one.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0)),
  );
}

/** The place of the largest change in this order, and its squared size, weighted for how many looks are on either side. */
function largest(inner: readonly Float64Array[], order: Uint32Array): { at: number; size: number } {
  const n = order.length;
  // The sum of what is centred before a place is what is lacking behind it.
  let [square, at, size] = [0, 0, 0];
  for (let k = 1; k < n; k++) {
    const added = order[k - 1] as number;
    const row = inner[added] as Float64Array;
    let along = 0;
    for (let i = 0; i < k - 1; i++) along += row[order[i] as number] as number;
    square += 2 * along + (row[added] as number);
    const weighted = (square * n) / (k * (n - k));
    if (weighted > size) [at, size] = [k, weighted];
  }
  return { at, size };
}

/**
 * The largest change of the mean between looks before and after a place, tested by permutations of their order: the statistic is that of a change in the mean of vectors (Srivastava and
 * Worsley, JASA 81, 1986, 199-204), without assuming a distribution. Null of fewer than six looks. Of more than 200 the place is where one of 200 stretches begins.
 */
export function driftOf(looks: Looks): Drift | null {
  if (looks.length < FEWEST) return null;
  const stretches = stretchesOf(looks);
  const n = stretches.length;
  const inner = products(stretches.map(({ look }) => look));
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  const { at: place, size } = largest(inner, order);
  if (size === 0) return { p: 1, at: 0, distance: 0 };
  const at = stretches[place]?.at ?? 0;
  // A report says the same each time.
  const random = uniform(n);
  let hits = 1;
  for (let i = 0; i < ORDERS; i++) {
    for (let k = n - 1; k > 0; k--) {
      const other = Math.floor(random() * (k + 1));
      const kept = order[k] as number;
      order[k] = order[other] as number;
      order[other] = kept;
    }
    // Sums of fractions depend on their order.
    if (largest(inner, order).size >= size * (1 - 1e-9)) hits++;
  }
  return {
    p: hits / (ORDERS + 1),
    at,
    distance: distanceOf(meanLook(looks.slice(0, at)), meanLook(looks.slice(at))),
  };
}

/** The mean of looks. */
export function meanLook(looks: Looks): ReadonlyMap<string, number> {
  const mean = new Map<string, number>();
  for (const look of looks)
    for (const [name, value] of look) mean.set(name, (mean.get(name) ?? 0) + value / looks.length);
  return mean;
}

/** Total variation between two distributions: half of the sum of their differences, 0..1. */
export function distanceOf(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  const names = new Set([...one.keys(), ...other.keys()]);
  let sum = 0;
  for (const name of names) sum += Math.abs((one.get(name) ?? 0) - (other.get(name) ?? 0));
  return sum / 2;
}
