/** Coverage in sections, for the terminal and the page. */

import { count, percent, plural } from '../../../reports/display/index.js';
import { LEAST_SAMPLES } from '../../coverage/index.js';
import { type Document, left, right, token } from '../document/index.js';
import { className, tokenCell } from '../names.js';
import type { CoverageResult } from './types.js';

/** Coverage in sections, with so many examples of each class. */
export function coverageSections(
  { vocabulary, coverage, summary }: CoverageResult,
  examples: number,
): Document {
  const rows = summary.classes.map((one) => [
    className(one.class),
    count(one.tokens),
    count(one.never),
    count(one.uncovered.length),
    percent(one.uncovered.length / one.tokens),
    count(one.targets),
  ]);
  const shown = summary.classes
    .filter(({ uncovered }) => uncovered.length > 0)
    .map(({ class: name, uncovered }) => [
      className(name),
      {
        list: uncovered
          .slice(0, examples)
          .map((id) => tokenCell(vocabulary, id, ` ${count(coverage.samples[id] ?? 0)}`)),
      },
    ]);
  const open = coverage.files.filter(({ done }) => !done);
  const parts = coverage.shards.map(({ index, of }) => `${index}/${of}`);
  const few = `fewer than ${LEAST_SAMPLES} samples`;
  return {
    title: `Coverage of ${vocabulary.source.path}`,
    overview: [
      `${plural(summary.samples, 'sample')} in ${plural(coverage.files.length, 'file')}${parts.length > 0 ? `, shard ${parts.join(', ')}` : ''}`,
      `${plural(summary.targets, 'token')} to write, ${count(summary.read)} to read`,
      `${count(summary.uncovered)} of ${count(summary.tokens)} tokens written in ${few}, ${count(summary.never)} in none`,
    ].join('; '),
    sections: [
      {
        id: 'coverage',
        title: 'Tokens by class',
        lead: `How many are a target, something that the model is trained to write, in no sample, and in ${few}.`,
        table: {
          columns: [
            left('class'),
            right('tokens'),
            right('in none'),
            right(`in < ${LEAST_SAMPLES}`),
            right('share'),
            right('times a target'),
          ],
          rows,
        },
        notes: [
          ...(summary.unread > 0 ? [`${plural(summary.unread, 'row')} without a sample, left out.`] : []),
          ...open.map(({ name, rows: read }) => `${name} is counted to row ${count(read)} only.`),
        ],
      },
      ...(examples > 0 && shown.length > 0
        ? [
            {
              id: 'uncovered',
              title: `In ${few}`,
              lead: 'With the samples that have them; of those in none the first ones are read most.',
              table: {
                columns: [left('class'), token('of these')] as const,
                rows: shown,
              },
            },
          ]
        : []),
    ],
  };
}
