/** What was exempted in scored samples, by reason: spans, and samples with at least one. */

import * as v from 'valibot';
import { EXEMPTIONS, type ExemptionName, exemptionRules } from '../../../detectors/bare/index.js';
import { number, target, text, viewOf } from '../../cells.js';
import { count } from '../../display/index.js';
import type { Report } from '../../types.js';
import { isScored } from '../outcome.js';
import type { Measure } from './measure.js';

/** By reason; only reasons that occurred, in the order in which the detectors list them. */
export type ExemptionCounts = Readonly<
  Partial<Record<ExemptionName, { readonly spans: number; readonly samples: number }>>
>;

/** What it adds to the report of a target and to that of a language. */
export interface ExemptionFields {
  readonly exemptions: ExemptionCounts;
}

const rules = Object.fromEntries(exemptionRules.map((rule) => [rule.name, rule])) as Readonly<
  Record<ExemptionName, (typeof exemptionRules)[number]>
>;

/** Spans of one sample by reason. */
export type ExemptedSpans = Readonly<Partial<Record<ExemptionName, number>>>;
type State = Map<ExemptionName, { spans: number; samples: number }>;

const state = v.record(
  v.picklist(EXEMPTIONS),
  v.strictObject({ spans: v.pipe(v.number(), v.integer()), samples: v.pipe(v.number(), v.integer()) }),
);

function add(counts: State, name: ExemptionName, spans: number, samples: number): void {
  const known = counts.get(name);
  if (known === undefined) counts.set(name, { spans, samples });
  else {
    known.spans += spans;
    known.samples += samples;
  }
}

function merge(counts: State, other: State): void {
  for (const [name, { spans, samples }] of other) add(counts, name, spans, samples);
}

function ordered(counts: State): ExemptionCounts {
  return Object.fromEntries(
    EXEMPTIONS.flatMap((name) => {
      const known = counts.get(name);
      return known === undefined ? [] : [[name, { ...known }] as const];
    }),
  );
}

interface Row {
  readonly reason: ExemptionName;
  /** A target each, in their order. */
  readonly cells: readonly { readonly spans: number; readonly samples: number }[];
  readonly spans: number;
}

/** A row for each reason that occurred in any target, the most frequent first. */
function rowsOf({ targets }: Report): Row[] {
  const rows = EXEMPTIONS.map((reason): Row => {
    const cells = targets.map(({ exemptions }) => exemptions[reason] ?? { spans: 0, samples: 0 });
    return { reason, cells, spans: cells.reduce((sum, cell) => sum + cell.spans, 0) };
  });
  return rows.filter(({ spans }) => spans > 0).sort((a, b) => b.spans - a.spans);
}

const csvOf = (exemptions: ExemptionCounts, scored: number) =>
  Object.entries(exemptions).map(([reason, { samples }]) => ({
    measure: `exempted_${reason}`,
    count: samples,
    of: scored,
    rate: scored === 0 ? null : samples / scored,
    low: null,
    high: null,
  }));

export const exemptions: Measure<'exemptions', State, ExemptionFields, ExemptionFields> = {
  id: 'exemptions',
  judge: () => (seen) => {
    if (seen.detection === null || !isScored(seen.outcome.state)) return undefined;
    const spans: Partial<Record<ExemptionName, number>> = {};
    for (const { reason } of seen.detection.exemptions) spans[reason] = (spans[reason] ?? 0) + 1;
    return seen.detection.exemptions.length === 0 ? undefined : spans;
  },
  empty: () => new Map(),
  tally(counts, spans) {
    for (const name of EXEMPTIONS) {
      const found = spans[name];
      if (found !== undefined) add(counts, name, found, 1);
    }
  },
  merge,
  toJSON: ordered,
  fromJSON: (json) => {
    const counts: State = new Map();
    const parsed = v.parse(state, json);
    for (const name of EXEMPTIONS) {
      const known = parsed[name];
      if (known !== undefined) counts.set(name, { ...known });
    }
    return counts;
  },
  ofTarget(languages) {
    const all: State = new Map();
    for (const counts of languages.values()) merge(all, counts);
    return { exemptions: ordered(all) };
  },
  ofLanguage: (counts) => ({ exemptions: ordered(counts) }),
  columns: {
    target: [{ csv: ({ exemptions: counts, scored }) => csvOf(counts, scored) }],
    language: [{ csv: ({ cell }) => csvOf(cell.exemptions, cell.scored) }],
    sections: [
      {
        id: 'exemptions',
        title: 'What was exempted',
        last: true,
        lead: (_, place) =>
          place === 'markdown'
            ? 'Spans in another script or language that are no finding, in scored samples; in brackets, samples with at least one.'
            : 'Stretches of text in another script or language that are no findings, and the number of scored samples they stand in. They are in no rate; they are counted so that nothing is excused in silence.',
        view: (report, place) =>
          viewOf<Row>(
            [
              {
                head: 'Exempted',
                cell: ({ reason }) => ({
                  kind: 'explained',
                  name: rules[reason].title,
                  why: rules[reason].why,
                }),
                html: { scope: 'row' },
              },
              {
                head: 'What it covers',
                in: ['markdown'],
                cell: ({ reason }) => text(rules[reason].why),
              },
              ...report.targets.map(({ id }, i) => ({
                head: target(id),
                align: 'right' as const,
                cell: ({ cells }: Row) => {
                  const { spans, samples } = cells[i] ?? { spans: 0, samples: 0 };
                  const within = place === 'markdown' ? count(samples) : `in ${count(samples)}`;
                  return number(count(spans), samples === 0 ? {} : { note: within });
                },
              })),
            ],
            rowsOf(report),
            place,
          ),
      },
    ],
  },
};
