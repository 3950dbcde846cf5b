/** The comparison of vendors: targets that are added up and their facts in, plain data out. */

import { sha256, UserError } from '../../files/index.js';
import type { RunDescription } from '../runs.js';
import { rankSets } from '../statistics/index.js';
import type { TargetTally } from '../tally/index.js';
import type { Inference } from '../units.js';
import { besideOf } from './beside.js';
import type { Facts } from './facts.js';
import { againstItself } from './itself.js';
import { pairsBy, toldRows } from './pairs.js';
import { summaryOf } from './summary.js';
import type { VendorMeasure, VendorPair, VendorReport, VendorTarget } from './types.js';
import { vendorOf } from './values.js';

type Described = RunDescription['targets'][number];

/** A target of a report. */
export interface Offered {
  readonly id: string;
  readonly described: Described;
  readonly tally: TargetTally;
}

export interface VendorOptions {
  /** Null for all pairs. */
  readonly reference: string | null;
  readonly inference: Inference;
  /** Of the splits. */
  readonly seed: number;
}

/** What a vendor comparison adds to a report. */
export interface BuiltVendors {
  readonly vendors: VendorReport;
  readonly targets: ReadonlyMap<string, VendorTarget>;
}

/** What decides the answers and where they come from; undefined where nobody knows. */
const askedAs = ({ id: _, label: __, prices: ___, ...rest }: Described): string | undefined =>
  rest.base_url === undefined ? undefined : sha256(rest);

function againOf(offered: readonly Offered[], reference: string | null): string[] {
  const own = offered.find(({ id }) => id === reference);
  const name = own && askedAs(own.described);
  if (name === undefined) return [];
  return offered.flatMap(({ id, described }) =>
    id !== reference && askedAs(described) === name ? [id] : [],
  );
}

/** Ranks of each vendor by each measure, where two of them at least could be told apart. */
function ranksOf(
  ids: readonly string[],
  rows: readonly VendorPair[],
): ReadonlyMap<string, VendorTarget['ranks']> {
  const found = new Map<string, Partial<Record<VendorMeasure, { low: number; high: number }>>>(
    ids.map((id) => [id, {}]),
  );
  for (const measure of new Set(rows.map((row) => row.measure))) {
    const told = toldRows(rows, measure);
    const ranked = ids.filter((id) => told.some((row) => row.baseline === id || row.candidate === id));
    const placeOf = new Map(ranked.map((id, i) => [id, i]));
    const beaten = told.flatMap(({ baseline, candidate, verdict }) => {
      const [one, other] = [placeOf.get(baseline), placeOf.get(candidate)];
      if (one === undefined || other === undefined || verdict === 'inconclusive') return [];
      return [verdict === 'better' ? { better: other, worse: one } : { better: one, worse: other }];
    });
    // Of whom nothing is known beside another one, nothing keeps the rank.
    for (const [i, set] of rankSets(ranked.length, beaten).entries()) {
      const own = found.get(ranked[i] ?? '');
      if (own !== undefined) own[measure] = set;
    }
  }
  return found;
}

/** Compares the targets of a report as vendors. Throws UserError where the reference is none of them, or there is one alone. */
export function compareVendors(
  offered: readonly Offered[],
  facts: Facts,
  { reference, inference, seed }: VendorOptions,
): BuiltVendors {
  if (reference !== null && !offered.some(({ id }) => id === reference))
    throw new UserError(
      `there is no target "${reference}"`,
      '--vendors',
      `the targets are ${offered.map(({ id }) => id).join(', ')}`,
    );
  // The reference is the baseline of every pair that it is in.
  const ordered = [
    ...offered.filter(({ id }) => id === reference),
    ...offered.filter(({ id }) => id !== reference),
  ];
  const vendors = ordered.map(({ id, described, tally }) => ({
    ...vendorOf(id, tally, facts.of(id)),
    prices: described.prices,
  }));
  const pairs = pairsBy(vendors, inference);
  const all = pairs(() => true);
  const shown = reference === null ? all : pairs(({ baseline }) => baseline.id === reference);
  const ranks = ranksOf(
    vendors.map(({ id }) => id),
    all,
  );
  const asked = besideOf(vendors, reference);
  const itself = vendors.filter(({ id }) => reference === null || id === reference);
  return {
    vendors: {
      reference,
      pairs: shown,
      against_itself: itself.flatMap((vendor) => againstItself(vendor, inference, seed)),
      again: againOf(ordered, reference),
      seed,
    },
    targets: new Map(
      vendors.map((vendor, i) => [
        vendor.id,
        {
          ...summaryOf(vendor, vendor.prices, inference),
          asked: asked[i] ?? null,
          ranks: ranks.get(vendor.id) ?? {},
        },
      ]),
    ),
  };
}
