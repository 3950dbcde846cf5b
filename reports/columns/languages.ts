/** The columns of languages. */

import type { LanguageRow } from '../arrange.js';
import {
  type Column,
  type CsvValue,
  csvRate,
  EVERYWHERE,
  language,
  MARKDOWN,
  number,
  PAGE,
  TERMINAL,
  target,
} from '../cells.js';
import { bounds, count, percent, percentWithBounds } from '../display/index.js';
import type { LanguageReport } from '../types.js';
import { csvRates, rateColumns } from './rates.js';

/** A target in a language; in `*` on the page and in a terminal only, and not in the CSV. */
export const languageColumns: readonly Column<
  LanguageRow,
  (row: LanguageRow<LanguageReport>) => CsvValue[]
>[] = [
  {
    csv: ({ cell }) => [
      ...csvRates(cell),
      ...Object.entries(cell.scripts).map(([script, rate]) => csvRate('mixing', rate, { script })),
    ],
  },
  { head: 'Language', cell: (row) => language(row.language), html: { scope: 'rowgroup' } },
  { head: '', in: TERMINAL, cell: (row) => language(row.language) },
  { head: 'Target', cell: (row) => target(row.target.id), html: { class: 'subject', label: null } },
  {
    head: 'n',
    align: 'right',
    in: EVERYWHERE,
    cell: ({ cell }) => number(count(cell.scored)),
    html: { class: 'n' },
  },
  ...rateColumns(({ cell }: LanguageRow) => cell, MARKDOWN),
  {
    head: 'Script mixing',
    align: 'right',
    in: PAGE,
    cell: ({ cell }) => number(percent(cell.script_mixing.rate)),
    html: {
      class: 'strong rate',
      label: null,
      title: ({ cell: { script_mixing: rate } }) => `${rate.mixed} of ${rate.of}`,
    },
  },
  {
    head: '95% interval',
    align: 'right',
    in: PAGE,
    cell: ({ cell }) => number(bounds(cell.script_mixing).replace(/^.+$/, '($&)')),
    html: { class: 'bounds', label: null },
  },
  {
    head: '',
    in: PAGE,
    cell: ({ cell: { script_mixing: rate } }) => ({
      kind: 'interval',
      at: rate.rate,
      low: rate.low,
      high: rate.high,
    }),
    html: { axis: 'rate' },
  },
  {
    head: 'Word mixing',
    align: 'right',
    in: PAGE,
    cell: ({ cell }) => number(percentWithBounds(cell.word_mixing)),
    html: { class: 'worded', label: 'word mixing' },
  },
  {
    head: 'Wrong language',
    align: 'right',
    in: PAGE,
    cell: ({ cell }) => number(percentWithBounds(cell.wrong_language)),
    html: { class: 'wrong', label: 'wrong language' },
  },
  {
    head: 'scripts',
    align: 'right',
    in: TERMINAL,
    cell: ({ cell }) => number(percent(cell.script_mixing.rate)),
  },
  {
    head: '95% interval',
    align: 'right',
    in: TERMINAL,
    cell: ({ cell }) => number(bounds(cell.script_mixing)),
  },
  {
    head: 'words',
    align: 'right',
    in: TERMINAL,
    cell: ({ cell }) => number(percent(cell.word_mixing.rate)),
  },
  {
    head: 'wrong lang.',
    align: 'right',
    in: TERMINAL,
    cell: ({ cell }) => number(percent(cell.wrong_language.rate)),
  },
];
