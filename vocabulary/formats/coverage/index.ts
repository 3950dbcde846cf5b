/** The formats of `vocab coverage`. */

import { createRequire } from 'node:module';
import type { stringify as Stringify } from 'csv-stringify/sync';
import { count, escapeHidden, type Paint, percent, plural } from '../../../reports/display/index.js';
import { classOf } from '../../classes/index.js';
import {
  type Coverage,
  type CoverageSummary,
  coverageDocument,
  LEAST_SAMPLES,
} from '../../coverage/index.js';
import type { Vocabulary } from '../../tokenizer/index.js';
import { type Document, renderDocument, renderPage } from '../document/index.js';
import { className, tokenShown } from '../names.js';

/** What a command has to show. */
export interface CoverageResult {
  readonly vocabulary: Vocabulary;
  readonly coverage: Coverage;
  readonly summary: CoverageSummary;
}

/** How to write it. */
export interface CoverageFormatOptions {
  /** Tokens that each class is shown with. */
  readonly examples: number;
  readonly paint: Paint;
}

/** The counts, which can be added to others, with what they come to beside them. */
function renderJson(
  { vocabulary, coverage, summary }: CoverageResult,
  { examples }: CoverageFormatOptions,
): string {
  const { classes, ...totals } = summary;
  const whole = {
    ...coverageDocument(coverage),
    totals,
    least_samples: LEAST_SAMPLES,
    classes: classes.map(({ uncovered, ...one }) => ({
      ...one,
      name: className(one.class),
      uncovered: uncovered.length,
      uncovered_examples: uncovered.slice(0, examples).map((id) => ({
        id,
        text: vocabulary.textOf(id),
        samples: coverage.samples[id] ?? 0,
        read: coverage.read[id] ?? 0,
      })),
    })),
  };
  return `${JSON.stringify(whole)}\n`;
}

const columns = ['id', 'bytes', 'text', 'kind', 'class', 'samples', 'targets', 'read'];
const AT_ONCE = 10_000;

/** A row a token. */
function* renderCsv({ vocabulary, coverage }: CoverageResult): Generator<string> {
  const { stringify }: { stringify: typeof Stringify } = createRequire(import.meta.url)('csv-stringify/sync');
  const row = (id: number): readonly string[] => [
    String(id),
    Buffer.from(vocabulary.bytesOf(id)).toString('hex'),
    escapeHidden(vocabulary.textOf(id) ?? ''),
    vocabulary.kindOf(id),
    classOf(vocabulary, id),
    ...[coverage.samples, coverage.targets, coverage.read].map((counts) => String(counts[id] ?? 0)),
  ];
  yield stringify([columns]);
  for (let from = 0; from < vocabulary.size; from += AT_ONCE) {
    const length = Math.min(AT_ONCE, vocabulary.size - from);
    yield stringify(
      Array.from({ length }, (_, i) => row(from + i)),
      { escape_formulas: true },
    );
  }
}

function documentOf({ vocabulary, coverage, summary }: CoverageResult, examples: number): Document {
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
      uncovered
        .slice(0, examples)
        .map((id) => `${tokenShown(vocabulary, id)} ${count(coverage.samples[id] ?? 0)}`)
        .join('  '),
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
            { head: 'class', align: 'left' },
            { head: 'tokens', align: 'right' },
            { head: 'in none', align: 'right' },
            { head: `in < ${LEAST_SAMPLES}`, align: 'right' },
            { head: 'share', align: 'right' },
            { head: 'times a target', align: 'right' },
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
                columns: [
                  { head: 'class', align: 'left' },
                  { head: 'of these', align: 'left', code: true },
                ] as const,
                rows: shown,
              },
            },
          ]
        : []),
    ],
  };
}

type Render = (result: CoverageResult, options: CoverageFormatOptions) => Iterable<string>;

export const coverageFormats = {
  table: (result, { examples, paint }) => [renderDocument(documentOf(result, examples), paint)],
  json: (result, options) => [renderJson(result, options)],
  csv: renderCsv,
  html: (result, { examples }) => [renderPage(documentOf(result, examples))],
} as const satisfies Readonly<Record<string, Render>>;

export type CoverageFormatName = keyof typeof coverageFormats;
