/** How rates by probabilities differ between targets, as reports show it. No verdict hangs on it. */

import { type Column, type CsvValue, language, number, type Section, target, viewOf } from '../cells.js';
import { percent, pointsWithBounds } from '../display/index.js';
import type { LatentChange, Report } from '../types.js';

const columns: readonly Column<LatentChange>[] = [
  { head: 'Language', cell: (row) => language(row.language), html: { scope: 'rowgroup' } },
  { head: 'Candidate', cell: ({ candidate }) => target(candidate), html: { class: 'subject' } },
  { head: 'Before', align: 'right', cell: (row) => number(percent(row.baseline_rate)) },
  { head: 'After', align: 'right', cell: (row) => number(percent(row.candidate_rate)) },
  {
    head: 'Change in points (95% interval)',
    align: 'right',
    cell: (row) => number(pointsWithBounds(row)),
    html: { head: 'Change in points', small: '95% interval' },
  },
];

export const latentChangeSection: Section = {
  id: 'latent-changes',
  title: 'Changes by probabilities',
  lead: () =>
    "How the rates by probabilities differ from the baseline's, prompt by prompt where both were asked the same. It stands beside the changes that are counted: no verdict and no gate goes by it.",
  view: ({ latent_changes: changes = [] }, place) =>
    viewOf(
      columns,
      changes.toSorted((a, b) => Number(b.language === '*') - Number(a.language === '*')),
      place,
    ),
};

/** `By probabilities, another script before any exemption: 4.1% → 1.2%, −2.9 (−4.4 to −1.4) points.` */
export const latentSentence = (change: LatentChange): string =>
  `By probabilities, another script before any exemption: ${percent(change.baseline_rate)} → ${percent(change.candidate_rate)}, ${pointsWithBounds(change)} points.`;

/** The lines of the CSV about a candidate: the difference stands under `rate`. */
export const latentChangeValues = ({ latent_changes: changes = [] }: Report, candidate: string): CsvValue[] =>
  changes.flatMap(({ candidate: id, language: tag, delta, low, high }) =>
    id === candidate
      ? [
          {
            measure: 'latent_change',
            ...(tag !== '*' && { language: tag }),
            count: null,
            of: null,
            rate: delta,
            low,
            high,
          },
        ]
      : [],
  );
