/** What the CSV has of vendors: lines of a target, whose `measure` says what they are of. */

import { type CsvValue, csvRate } from '../cells.js';
import { quantileValues } from '../quantiles.js';
import type { PerUnit } from '../statistics/index.js';
import type { Report, TargetReport } from '../types.js';
import type { VendorPair, VendorTarget } from './types.js';

/** A value that is no share stands under `rate`, with its interval; `of` says of how many. */
const lineOf = (measure: string, of: number | null, found: PerUnit | null): CsvValue[] =>
  found === null ? [] : [{ measure, count: null, of, rate: found.value, low: found.low, high: found.high }];

/** Without an interval. */
const unbounded = (value: number): PerUnit => ({ value, low: null, high: null });

function ownValues({ vendor, samples }: TargetReport & { readonly vendor: VendorTarget }): CsvValue[] {
  const { tokens, cost, asked } = vendor;
  return [
    csvRate('failed_requests', vendor.failed_requests),
    csvRate('vendor_error', vendor.error),
    csvRate('vendor_refused', vendor.refused),
    csvRate('vendor_empty', vendor.empty),
    csvRate('cut_off', vendor.cut_off),
    csvRate('only_reasoning', vendor.only_reasoning),
    csvRate('vendor_retried', vendor.retried),
    ...quantileValues('tokens_per_second', vendor.tokens_per_second),
    ...(tokens === null
      ? []
      : [
          ...lineOf('prompt_tokens', tokens.of, tokens.prompt),
          ...lineOf('completion_tokens', tokens.of, tokens.completion),
          ...lineOf('reasoning_tokens', tokens.of, tokens.reasoning),
        ]),
    ...(cost === null
      ? []
      : [
          ...lineOf('cost', samples, unbounded(cost.total)),
          ...lineOf('cost_per_answer', samples, cost.per_answer),
          ...lineOf('cost_per_clean_answer', samples, cost.per_clean_answer),
        ]),
    ...Object.entries(vendor.ranks).map(
      ([measure, { low, high }]): CsvValue => ({
        measure: `rank ${measure}`,
        count: null,
        of: null,
        rate: null,
        low,
        high,
      }),
    ),
    ...(asked === null || asked.beside === null || asked.median === null
      ? []
      : lineOf(`asked_apart_s ${asked.beside}`, asked.questions, unbounded(asked.median))),
  ];
}

const pairValue = (row: VendorPair): CsvValue => ({
  measure: `${row.kind === 'rate' ? 'difference' : 'ratio'} ${row.measure} from ${row.baseline}`,
  count: null,
  of: row.kind === 'rate' ? row.candidate_rate.of : row.prompts,
  rate: row.kind === 'rate' ? row.delta : row.ratio,
  low: row.low,
  high: row.high,
});

/** Of a target: what asking it came to, what tells it from others, and how often it is told from itself. */
export function vendorValues({ vendors }: Report, target: TargetReport): CsvValue[] {
  const { vendor } = target;
  if (vendor === undefined || vendors === undefined) return [];
  return [
    ...ownValues({ ...target, vendor }),
    ...vendors.pairs.filter(({ candidate, p }) => candidate === target.id && p !== null).map(pairValue),
    ...vendors.against_itself
      .filter((row) => row.target === target.id)
      .map(({ measure, share }) => csvRate(`against_itself ${measure}`, share)),
  ];
}
