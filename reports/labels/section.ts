/** How reports show corrected rates. */

import { type CsvValue, language, number, type Section, target, text, viewOf } from '../cells.js';
import { count, languageName, percentWithBounds, RATE_NAMES } from '../display/index.js';
import type { Rate, Report, TargetReport } from '../types.js';
import type { CorrectedRate, LabelledStratum } from './corrected.js';

/** The rate of the detector that a corrected one stands beside; undefined where the target has none there. */
function rawOf(report: TargetReport, { measure, language: tag }: CorrectedRate): Rate | undefined {
  return tag === '*' ? report[measure] : report.languages[tag]?.[measure];
}

const shareOf = ({ labels, positive, of }: LabelledStratum): string =>
  `${count(positive)} of ${count(labels)} (of ${count(of)})`;

const asRate = ({ rate, low, high }: CorrectedRate): Rate => ({ mixed: 0, of: 0, rate, low, high });

interface Row {
  readonly target: TargetReport;
  readonly corrected: CorrectedRate;
}

const rowsOf = ({ targets }: Report): Row[] =>
  targets.flatMap((one) => (one.corrected ?? []).map((corrected) => ({ target: one, corrected })));

export const labelSection: Section = {
  id: 'corrected',
  title: 'Corrected by labels',
  lead: () =>
    'Rates by answers that somebody read: a random draw of those that the detector flags and of those that it does not. The interval carries what the detector misses and what it calls wrongly.',
  view: (report, place) =>
    viewOf<Row>(
      [
        { head: 'Target', cell: (row) => target(row.target.id), html: { scope: 'row' } },
        { head: 'What', cell: ({ corrected }) => text(RATE_NAMES[corrected.measure]) },
        { head: 'Language', cell: ({ corrected }) => language(corrected.language) },
        {
          head: 'By the detector',
          align: 'right',
          cell: ({ target: one, corrected }) => {
            const raw = rawOf(one, corrected);
            return number(raw === undefined ? '' : percentWithBounds(raw));
          },
        },
        {
          head: 'Corrected (95% interval)',
          align: 'right',
          cell: ({ corrected }) => number(percentWithBounds(asRate(corrected))),
          html: { class: 'strong' },
        },
        {
          head: 'So of flagged',
          align: 'right',
          cell: ({ corrected }) => number(shareOf(corrected.flagged)),
        },
        {
          head: 'So of others',
          align: 'right',
          cell: ({ corrected }) => number(shareOf(corrected.unflagged)),
        },
        {
          head: 'Labels that would do',
          align: 'right',
          cell: ({ corrected }) => number(count(corrected.enough)),
        },
      ],
      rowsOf(report),
      place,
    ),
};

/** A line for a terminal. */
export const labelNotes = ({ corrected = [] }: TargetReport): string[] =>
  corrected.map((one) => {
    const { flagged, unflagged, enough } = one;
    const labels = flagged.labels + unflagged.labels;
    const more = labels < enough ? `; ${count(enough)} would do` : '';
    return `${RATE_NAMES[one.measure]} (${languageName(one.language)}) corrected by ${count(labels)} labels: ${percentWithBounds(asRate(one))}${more}`;
  });

/** `corrected_script_mixing` and so on; labels and those of them with what is counted stand under `of` and `count`. */
export const labelValues = ({ corrected = [] }: TargetReport): CsvValue[] =>
  corrected.map(({ measure, language: tag, rate, low, high, flagged, unflagged }) => ({
    measure: `corrected_${measure}`,
    ...(tag !== '*' && { language: tag }),
    count: flagged.positive + unflagged.positive,
    of: flagged.labels + unflagged.labels,
    rate,
    low,
    high,
  }));
