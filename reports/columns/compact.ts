/** The columns of the small table of release notes: one that stands by itself, wherever it is pasted. */

import type { LanguageRow } from '../arrange.js';
import { type Column, language, number, target, text } from '../cells.js';
import { count, percent, percentWithBounds, pointsWithBounds, sizes } from '../display/index.js';
import type { Comparison } from '../types.js';
import { subjectOf } from './subjects.js';

export const compactChangeColumns: readonly Column<Comparison, never>[] = [
  { head: 'Language', cell: (row) => language(row.language) },
  { head: 'What', cell: (row) => text(subjectOf(row)) },
  { head: 'Before', align: 'right', cell: (row) => number(percent(row.baseline_rate.rate)) },
  { head: 'After', align: 'right', cell: (row) => number(percent(row.candidate_rate.rate)) },
  { head: 'Change in points (interval)', align: 'right', cell: (row) => number(pointsWithBounds(row)) },
  { head: 'n', align: 'right', cell: (row) => number(sizes(row)) },
  { head: 'Unit', cell: ({ units }) => text(units) },
  { head: 'Verdict', cell: ({ verdict }) => ({ kind: 'verdict', verdict }) },
];

export const compactLanguageColumns: readonly Column<LanguageRow, never>[] = [
  { head: 'Target', cell: (row) => target(row.target.id) },
  { head: 'Language', cell: (row) => language(row.language) },
  {
    head: 'Script mixing (95% interval)',
    align: 'right',
    cell: ({ cell }) => number(percentWithBounds(cell.script_mixing)),
  },
  { head: 'n', align: 'right', cell: ({ cell }) => number(count(cell.scored)) },
  { head: 'Unit', cell: ({ cell: { units = 'prompts' } }) => text(units) },
];
