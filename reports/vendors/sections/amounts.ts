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
  withInterval,
} from '../../cells.js';
import { NO_NUMBER, significant, withBounds } from '../../display/index.js';
import { quantileColumns } from '../../quantiles.js';
import type { PerUnit } from '../../statistics/index.js';
import { isTimed, TIMED, timeColumns } from '../../times.js';
import type { Cost, TokensPerAnswer } from '../types.js';
import { isIn, type Row, rowsOf, vendorColumn } from './row.js';

const TIMES: readonly Column<Row>[] = [
  vendorColumn,
  ...timeColumns<Row>(({ target }) => target),
  ...quantileColumns<Row>({
    head: 'Tokens a second',
    short: 'tok/s',
    which: 'p50',
    of: ({ vendor }) => vendor.tokens_per_second,
    format: significant,
  }),
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
    const rows = isIn(report) ? rowsOf(report).filter(({ target }) => isTimed(target)) : [];
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
