/** What was written in sections, for the terminal and the page. */

import { count, NO_NUMBER, percent, plural } from '../../../reports/display/index.js';
import { type NeverReason, neverReasons, type Repair } from '../../repair/index.js';
import { type Document, left, right, type Section, token } from '../document/index.js';
import { className, tokenShown } from '../names.js';

const REASONS: Readonly<Record<NeverReason, string>> = {
  special: 'control tokens',
  unused: 'kept for later',
  added: 'added behind the vocabulary: they steer',
  partial: 'pieces of characters that no character tried has',
  unreachable: 'encoded to other tokens, whatever stands around them',
};

function classSection({ classes, ...repair }: Repair): Section {
  const never = (one: (typeof classes)[number]): number =>
    neverReasons.reduce((sum, reason) => sum + (one.never[reason]?.length ?? 0), 0);
  const all = classes.reduce((sum, one) => sum + never(one), 0);
  return {
    id: 'classes',
    title: 'Tokens by class',
    lead: `Covered: a target at least ${plural(repair.options.least, 'time')}, by what was read of the file again.`,
    table: {
      columns: [
        left('class'),
        right('wanted'),
        right('covered'),
        right('short'),
        right('no text has'),
        right('times a target'),
      ],
      rows: [
        ...classes.map((one) => [
          className(one.class),
          count(one.wanted),
          count(one.covered),
          count(one.short.length),
          count(never(one)),
          count(one.targets),
        ]),
        [
          'all',
          count(repair.wanted),
          count(repair.covered),
          count(repair.short),
          count(all),
          count(classes.reduce((sum, one) => sum + one.targets, 0)),
        ],
      ],
    },
  };
}

function neverSection({ vocabulary, classes, never }: Repair, examples: number): Section[] {
  const rows = neverReasons
    .filter((reason) => never[reason] > 0)
    .map((reason) => [
      REASONS[reason],
      count(never[reason]),
      classes
        .flatMap((one) => one.never[reason] ?? [])
        .slice(0, examples)
        .map((id) => tokenShown(vocabulary, id))
        .join('  '),
    ]);
  if (rows.length === 0) return [];
  return [
    {
      id: 'never',
      title: 'Never written',
      lead: 'Tokens that no text has, and why; all of them are in JSON and CSV.',
      table: {
        columns: [left('why'), right('tokens'), token('of these')],
        rows,
      },
    },
  ];
}

/** What was written in sections, with so many examples of each list. */
export function repairDocument(repair: Repair, examples: number): Document {
  const { vocabulary, proof, options, covered, wanted, perToken, files } = repair;
  const possible = wanted - neverReasons.reduce((sum, reason) => sum + repair.never[reason], 0);
  return {
    title: `Repair data by ${vocabulary.source.path}`,
    overview: [
      `${plural(proof.conversations, 'conversation')}`,
      `${count(covered)} of ${count(possible)} tokens (${possible === 0 ? NO_NUMBER : percent(covered / possible)}) a target at least ${plural(options.least, 'time')}`,
      `${count(proof.answered)} tokens to write${perToken === null ? '' : `, ${perToken.toFixed(1)} for each of them`}`,
    ].join('; '),
    sections: [
      classSection(repair),
      ...neverSection(repair, examples),
      {
        id: 'files',
        title: 'Files',
        lead: `Seed ${options.seed}, answers of about ${plural(options.segment, 'token')}.`,
        table: {
          columns: [left('file'), left('holds'), right('rows'), right('size')],
          rows: files.map(({ path, holds, rows, bytes }) => [path, holds, count(rows), `${count(bytes)} B`]),
        },
      },
    ],
  };
}
