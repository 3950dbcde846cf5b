/** Where mixing comes from, and what takes it away: in sentences. */

import { groupedBy } from '../../arrange.js';
import { effectView, statementsOf } from '../../attribution/index.js';
import { RATE_NAMES, widthOf } from '../../display/index.js';
import { mitigationSentences } from '../../mitigations.js';
import type { Report } from '../../types.js';
import { cellsOf, type Pen, tableOf, wrapped } from './pen.js';

/** Where mixing comes from: a sentence each, and the effects where the width has room for them. */
export function attributionOf(report: Report, pen: Pen, width: number): string[] {
  const statements = statementsOf(report);
  if (statements.length === 0) return [];
  const said = [...groupedBy(statements, ({ measure }) => measure)].flatMap(([, own]) => [
    ...own.slice(0, 1).map(({ measure }) => pen.paint('bold', RATE_NAMES[measure])),
    ...own.flatMap(({ sentence }) => wrapped(sentence, width, '  ')),
  ]);
  const view = effectView(report, 'terminal');
  const table = tableOf(view.headings, cellsOf(view, pen), pen);
  return [
    [pen.paint('bold', 'Where mixing comes from'), ...said].join('\n'),
    ...(widthOf(table) <= width ? [table.join('\n')] : []),
  ];
}

/** What variants do and cost, a paragraph each. */
export function mitigationsOf(report: Report, pen: Pen, width: number): string[] {
  const said = mitigationSentences(report).flatMap(({ target, sentence }) => [
    pen.name(target),
    ...wrapped(sentence, width, '  '),
  ]);
  return said.length === 0 ? [] : [[pen.paint('bold', 'Variants, and what they cost'), ...said].join('\n')];
}
