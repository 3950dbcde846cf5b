/** Vendors told apart, two by two: what their samples tell of every measure, tested together with the other pairs. */

import { figuresOf, moreToTell, testedTogether, testOf, verdictOf } from '../comparing/index.js';
import { rateOf } from '../rates.js';
import { type Adjusted, noRatio, ratioAt } from '../statistics/index.js';
import type { Inference } from '../units.js';
import { type Pair, type PricedVendor, type Told, toldBy } from './evidence.js';
import type { VendorMeasure, VendorPair } from './types.js';

/** What is tested of one measure; null where nothing is known. */
function testIn(told: Told) {
  if (told.kind === 'rate') return told.cell.evidence && testOf(told.cell.evidence);
  return told.evidence && { p: noRatio(told.evidence), least: 0 };
}

function rateRow(
  ids: Pick<VendorPair, 'baseline' | 'candidate'>,
  { measure, cell }: Told & { readonly kind: 'rate' },
  adjusted: Adjusted | undefined,
): VendorPair {
  const { test: _, ...figures } = figuresOf(cell, adjusted);
  const isOpen = cell.evidence !== null && adjusted !== undefined && figures.verdict === 'inconclusive';
  return {
    ...ids,
    kind: 'rate',
    measure,
    baseline_rate: rateOf(cell.baseline),
    candidate_rate: rateOf(cell.candidate),
    ...figures,
    more: isOpen ? moreToTell(cell.evidence, adjusted.alpha) : null,
  };
}

const UNTOLD = {
  ratio: null,
  low: null,
  high: null,
  level: null,
  p: null,
  p_adjusted: null,
  verdict: 'inconclusive',
} as const;

function ratioRow(
  ids: Pick<VendorPair, 'baseline' | 'candidate'>,
  { measure, prompts, evidence }: Told & { readonly kind: 'ratio' },
  adjusted: Adjusted | undefined,
): VendorPair {
  const row = { ...ids, kind: 'ratio', measure, prompts } as const;
  if (evidence === null || adjusted === undefined) return { ...row, ...UNTOLD };
  const level = 1 - adjusted.alpha;
  return {
    ...row,
    ...ratioAt(evidence, level),
    level,
    p: noRatio(evidence),
    p_adjusted: adjusted.p,
    verdict: verdictOf(evidence.difference, adjusted.p),
  };
}

function rowOf({ baseline, candidate }: Pair, told: Told, adjusted: Adjusted | undefined): VendorPair {
  const ids = { baseline: baseline.id, candidate: candidate.id };
  return told.kind === 'rate' ? rateRow(ids, told, adjusted) : ratioRow(ids, told, adjusted);
}

/** Pairs of vendors, each told apart by every measure; the pairs of one measure are tested together. */
export function pairsBy(
  vendors: readonly PricedVendor[],
  inference: Inference,
): (isIn: (pair: Pair) => boolean) => VendorPair[] {
  const pairs = vendors.flatMap((baseline, i) =>
    vendors.slice(i + 1).map((candidate): Pair => ({ baseline, candidate })),
  );
  const told = pairs.map((pair) => ({ pair, told: toldBy(pair, inference) }));
  return (isIn) => {
    const own = told.filter(({ pair }) => isIn(pair));
    const measures = own[0]?.told.map(({ measure }) => measure) ?? [];
    const tested = measures.map((_, i) =>
      testedTogether(own.map(({ told: all }) => (all[i] === undefined ? null : testIn(all[i])))),
    );
    return own.flatMap(({ pair, told: all }, k) => all.map((one, i) => rowOf(pair, one, tested[i]?.[k])));
  };
}

/** Of the rows of a measure, those that it was told apart by at all. */
export const toldRows = (rows: readonly VendorPair[], measure: VendorMeasure): VendorPair[] =>
  rows.filter((row) => row.measure === measure && row.p !== null);
