/** The formats of `vocab repair --dpo`: what was written. */

import { count, languageName, type Paint, percent, plural } from '../../../reports/display/index.js';
import type { Pairs } from '../../pairs/index.js';
import { csvOf } from '../csv.js';
import { type Document, left, renderDocument, renderPage, right } from '../document/index.js';

/** What a command has to show. */
export interface PairsResult extends Pick<Pairs, 'counts' | 'targets'> {
  readonly run: string;
  readonly path: string;
}

interface Options {
  readonly paint: Paint;
}

type Render = (result: PairsResult, options: Options) => Iterable<string>;

const COLUMNS = ['answers', 'slips', 'pairs', 'alone', 'unasked'] as const;

function pairsDocument({ run, path, counts, targets }: PairsResult): Document {
  const cells = (one: PairsResult['counts']): string[] => COLUMNS.map((name) => count(one[name]));
  return {
    title: `Pairs of ${run}`,
    overview: `${plural(counts.pairs, 'pair')} of ${plural(counts.slips, 'slip')} (${percent(counts.slips === 0 ? null : counts.pairs / counts.slips)}) in ${plural(counts.answers, 'answer')}, in ${path}`,
    sections: [
      {
        id: 'pairs',
        title: 'Pairs by target and language',
        lead: 'A slip is rejected, and a clean answer of the same target to the same prompt chosen, the nearest in length.',
        table: {
          columns: [
            left('target'),
            left('language'),
            right('answers'),
            right('slips'),
            right('pairs'),
            right('no clean answer'),
            right('prompt not known'),
          ],
          rows: [
            ...targets.map((one) => [one.target, languageName(one.language), ...cells(one)]),
            ['all', '', ...cells(counts)],
          ],
        },
      },
    ],
  };
}

export const pairsFormats = {
  table: (result, { paint }) => [renderDocument(pairsDocument(result), paint)],
  json: ({ run, path, counts, targets }) => [
    `${JSON.stringify({ schema: 1, run, path, ...counts, targets }, null, 2)}\n`,
  ],
  csv: ({ targets }) =>
    csvOf(
      ['target', 'language', ...COLUMNS],
      targets.map((one) => [one.target, one.language, ...COLUMNS.map((name) => one[name])]),
    ),
  html: (result) => [renderPage(pairsDocument(result))],
} as const satisfies Readonly<Record<string, Render>>;
