/** The drift of single tokens: out of all rows, or out of a file that lists the most changed. */

import type { Drift, Measured, Neighbourhood, TokenRow } from '../drift/index.js';
import type { TokenId } from '../tokenizer/index.js';
import type { TracedDrift, TracedNeighbours } from './types.js';

/** Where the drift of tokens is taken from. */
export type DriftSource =
  | { readonly kind: 'measured'; readonly measured: Measured }
  | { readonly kind: 'listed'; readonly drift: Drift };

export interface DriftOfTokens {
  readonly drift: Drift;
  /** True where all rows are at hand. */
  readonly isWhole: boolean;
  /** Rows that have a cosine. */
  readonly rows: number;
  of(id: TokenId): TracedDrift;
  neighboursOf(id: TokenId): TracedNeighbours | null;
}

const NOTHING: TracedDrift = {
  cosine: null,
  at_least: null,
  rank: null,
  percentile: null,
  l2: null,
  norm_base: null,
  norm_post: null,
};

const withCosine = ({ tokens, without_cosine: { zero, not_finite } }: Drift): number =>
  tokens - zero - not_finite;

function neighboursIn({ neighbours }: Drift): (id: TokenId) => TracedNeighbours | null {
  const found = new Map<TokenId, Neighbourhood>(neighbours.map((one) => [one.id, one]));
  return (id) => {
    const one = found.get(id);
    return one === undefined ? null : { base: one.base, post: one.post, kept: one.kept };
  };
}

/** How many of sorted values are below one, and how many at most it. */
function placeOf(sorted: Float64Array, value: number): { readonly below: number; readonly upTo: number } {
  const first = (isBehind: (one: number) => boolean): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBehind(sorted[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return { below: first((one) => one >= value), upTo: first((one) => one > value) };
}

function measuredRows(measured: Measured, ids: ReadonlySet<TokenId>): DriftOfTokens {
  const asked = new Map<TokenId, TokenRow>();
  const cosines: number[] = [];
  for (const row of measured.rows()) {
    if (row.cosine !== null) cosines.push(row.cosine);
    if (ids.has(row.id)) asked.set(row.id, row);
  }
  const sorted = Float64Array.from(cosines).sort();
  return {
    drift: measured.drift,
    isWhole: true,
    rows: sorted.length,
    neighboursOf: neighboursIn(measured.drift),
    of(id) {
      const row = asked.get(id);
      if (row === undefined) return NOTHING;
      const { cosine, l2, normBase, normPost } = row;
      const known = { ...NOTHING, cosine, l2, norm_base: normBase, norm_post: normPost };
      if (cosine === null) return known;
      const { below, upTo } = placeOf(sorted, cosine);
      return { ...known, rank: below + 1, percentile: (100 * upTo) / sorted.length };
    },
  };
}

/** The most changed are the lowest of all, so that their place in the list is their rank. */
function listedRows(drift: Drift): DriftOfTokens {
  const rows = withCosine(drift);
  const sorted = Float64Array.from(drift.changed, ({ cosine }) => cosine).sort();
  const cosines = new Map(drift.changed.map(({ id, cosine }) => [id, cosine]));
  const last = sorted.at(-1);
  const unmatched = new Set(drift.only.post.map(({ id }) => id));
  return {
    drift,
    isWhole: false,
    rows,
    neighboursOf: neighboursIn(drift),
    of(id) {
      const cosine = cosines.get(id);
      if (cosine === undefined)
        return unmatched.has(id) || id >= drift.post.rows ? NOTHING : { ...NOTHING, at_least: last ?? null };
      const { below, upTo } = placeOf(sorted, cosine);
      return { ...NOTHING, cosine, rank: below + 1, percentile: (100 * upTo) / rows };
    },
  };
}

/** The drift of these tokens. */
export const driftOfTokens = (source: DriftSource, ids: Iterable<TokenId>): DriftOfTokens =>
  source.kind === 'measured' ? measuredRows(source.measured, new Set(ids)) : listedRows(source.drift);
