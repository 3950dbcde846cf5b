/** How long answers take, as tables show it. */

import { type Column, number, WIDE } from './cells.js';
import { count, seconds } from './display/index.js';
import { quantileColumns } from './quantiles.js';
import type { TargetReport } from './types.js';

export const TIMED =
  'The last request of each answer, in seconds; intervals by order statistics, from 6, 59 and 299 independent answers on.';

/** Whether any answer says. */
export const isTimed = ({ latency_ms, first_token_ms }: TargetReport): boolean =>
  latency_ms !== undefined || first_token_ms !== undefined;

/** Columns of rows about a target each. */
export function timeColumns<Row>(targetOf: (row: Row) => TargetReport): readonly Column<Row>[] {
  const latency = (row: Row) => targetOf(row).latency_ms;
  const first = (row: Row) => targetOf(row).first_token_ms;
  const format = seconds;
  return [
    { head: 'Answers', align: 'right', in: WIDE, cell: (row) => number(count(latency(row)?.of ?? 0)) },
    ...(['p50', 'p95', 'p99'] as const).flatMap((which) =>
      quantileColumns<Row>({ short: which, which, of: latency, format, bounded: true }),
    ),
    ...quantileColumns<Row>({ head: 'First token', short: 'first', which: 'p50', of: first, format }),
    ...quantileColumns<Row>({ head: 'First token', which: 'p95', of: first, format }),
  ];
}
