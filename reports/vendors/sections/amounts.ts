/** How long vendors take, their tokens and what they cost. */

import {
  type Column,
  EVERYWHERE,
  filled,
  number,
  type Section,
  TERMINAL,
  viewOf,
  WIDE,
} from '../../cells.js';
import { count, NO_NUMBER, seconds, significant, withBounds } from '../../display/index.js';
import type { PerUnit, Quantile } from '../../statistics/index.js';
import type { Cost, Quantiles, TokensPerAnswer } from '../types.js';
import { isIn, type Row, rowsOf, vendorColumn, withInterval } from './row.js';

const quantile = (of: Quantile | undefined, format: (value: number) => string): string =>
  of === undefined ? '' : withBounds(of, format);

const timeColumns = (
  head: string,
  short: string,
  of: (row: Row) => Quantiles | null,
  which: 'p50' | 'p95' | 'p99',
  bounded = true,
): Column<Row>[] => [
  {
    ...withInterval(head),
    align: 'right',
    in: WIDE,
    cell: (row) => number(quantile(of(row)?.[which], seconds)),
  },
  {
    head: short,
    align: 'right',
    in: TERMINAL,
    cell: (row) => {
      const found = of(row)?.[which];
      return number(
        found === undefined ? NO_NUMBER : bounded ? quantile(found, seconds) : seconds(found.value),
      );
    },
  },
];

const latency = ({ vendor }: Row): Quantiles | null => vendor.latency_ms;
const first = ({ vendor }: Row): Quantiles | null => vendor.first_token_ms;

const TIMED =
  'The last request of each answer, in seconds; intervals by order statistics, from 6, 59 and 299 independent answers on.';

const TIMES: readonly Column<Row>[] = [
  vendorColumn,
  { head: 'Answers', align: 'right', in: WIDE, cell: (row) => number(count(latency(row)?.of ?? 0)) },
  ...timeColumns('p50', 'p50', latency, 'p50'),
  ...timeColumns('p95', 'p95', latency, 'p95'),
  ...timeColumns('p99', 'p99', latency, 'p99'),
  ...timeColumns('First token, p50', 'first', first, 'p50', false),
  ...timeColumns('First token, p95', 'p95', first, 'p95', false).slice(0, 1),
  {
    ...withInterval('Tokens a second, p50'),
    align: 'right',
    in: WIDE,
    cell: ({ vendor }) => number(quantile(vendor.tokens_per_second?.p50, significant)),
  },
  {
    head: 'tok/s',
    align: 'right',
    in: TERMINAL,
    cell: ({ vendor }) => {
      const { p50 } = vendor.tokens_per_second ?? {};
      return number(p50 === undefined ? NO_NUMBER : significant(p50.value));
    },
  },
];

export const times: Section = {
  id: 'vendor-times',
  title: 'Vendors: how long they take',
  in: EVERYWHERE,
  lead: (report) => {
    const streamed = rowsOf(report).filter(
      ({ vendor }) => vendor.tokens_per_second?.streamed === true,
    ).length;
    const speed =
      streamed === 0
        ? 'Tokens a second are of the whole request.'
        : streamed === rowsOf(report).length
          ? 'Tokens a second are counted behind the first one.'
          : 'Tokens a second are counted behind the first one where responses were streamed, else of the whole request.';
    return `${TIMED} ${speed}`;
  },
  view: (report, place) => {
    const rows = isIn(report)
      ? rowsOf(report).filter((row) => latency(row) !== null || first(row) !== null)
      : [];
    return viewOf(filled(TIMES, rows), rows, place);
  },
};

const mean = (of: PerUnit | null | undefined, factor = 1): string =>
  of === null || of === undefined
    ? NO_NUMBER
    : withBounds(
        {
          value: of.value * factor,
          low: of.low === null ? null : of.low * factor,
          high: of.high === null ? null : of.high * factor,
        },
        significant,
      );

const tokenColumn = (
  head: string,
  short: string,
  of: (tokens: TokensPerAnswer) => PerUnit | null,
): Column<Row>[] => {
  const cell = ({ vendor }: Row): string => (vendor.tokens === null ? NO_NUMBER : mean(of(vendor.tokens)));
  return [
    { ...withInterval(head), align: 'right', in: WIDE, cell: (row) => number(cell(row)) },
    {
      head: short,
      align: 'right',
      in: TERMINAL,
      cell: ({ vendor }) => {
        const found = vendor.tokens && of(vendor.tokens);
        return number(found === null ? NO_NUMBER : significant(found.value));
      },
    },
  ];
};

const THOUSAND = 1000;

const costColumn = (head: string, short: string, of: (cost: Cost) => PerUnit | null): Column<Row>[] =>
  [WIDE, TERMINAL].map((places, i) => ({
    ...(i === 0 ? withInterval(head) : { head: short }),
    align: 'right' as const,
    in: places,
    cell: ({ vendor: { cost } }: Row) => number(cost === null ? NO_NUMBER : mean(of(cost), THOUSAND)),
  }));

export const costs: Section = {
  id: 'vendor-costs',
  title: 'Vendors: tokens and cost',
  in: EVERYWHERE,
  lead: (report) =>
    `Means of an answer, as the endpoints count their tokens${
      rowsOf(report).some(({ vendor }) => vendor.cost !== null)
        ? "; costs in the currency of the suite's prices. The cost of a clean answer is all that was paid, for each answer without mixing, in the right language"
        : '; without prices in the suite there are no costs'
    }.`,
  view: (report, place) => {
    const rows = isIn(report) ? rowsOf(report).filter(({ vendor }) => vendor.tokens !== null) : [];
    const priced = rows.some(({ vendor }) => vendor.cost !== null);
    return viewOf(
      [
        vendorColumn,
        ...tokenColumn('Prompt tokens', 'prompt', ({ prompt }) => prompt),
        ...tokenColumn('Completion tokens', 'completion', ({ completion }) => completion),
        ...tokenColumn('Reasoning tokens among them', 'reasoning', ({ reasoning }) => reasoning),
        ...(priced
          ? [
              {
                head: 'Cost in all',
                align: 'right' as const,
                in: WIDE,
                cell: ({ vendor: { cost } }: Row) =>
                  number(cost === null ? NO_NUMBER : significant(cost.total)),
              },
              ...costColumn('Cost of 1,000 answers', '1,000 answers', ({ per_answer }) => per_answer),
              ...costColumn('Cost of 1,000 clean answers', '1,000 clean', (cost) => cost.per_clean_answer),
            ]
          : []),
      ],
      rows,
      place,
    );
  },
};
