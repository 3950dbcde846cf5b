/** A scan in sections, for the terminal and the page. */

import { count, NO_NUMBER } from '../../../reports/display/index.js';
import type { ClassScan, Scan } from '../../scan/index.js';
import type { TokenId, Vocabulary } from '../../tokenizer/index.js';
import { type Cell, type Document, left, right, type Section, token } from '../document/index.js';
import { className, tokenCell } from '../names.js';

const shown = (vocabulary: Vocabulary, ids: readonly TokenId[], examples: number): Cell => ({
  list: ids.slice(0, examples).map((id) => tokenCell(vocabulary, id)),
});

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

function classSection({ classes, unreachable }: Scan): Section {
  const row = (name: string, tokens: number, unreached: number | null, rare: number): readonly string[] => [
    name,
    count(tokens),
    unreached === null ? NO_NUMBER : count(unreached),
    count(rare),
  ];
  const rows = classes.map((one) =>
    row(className(one.class), one.tokens, one.unreachable?.length ?? null, one.rare.length),
  );
  const tokens = total(classes.map((one) => one.tokens));
  const rare = total(classes.map((one) => one.rare.length));
  return {
    id: 'classes',
    title: 'Tokens by class',
    lead: 'By the scripts of their letters; Han as far as its characters tell who writes them.',
    table: {
      columns: [left('class'), right('tokens'), right('unreachable'), right('rare')],
      rows: [...rows, row('all', tokens, unreachable, rare)],
    },
  };
}

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly of: (one: ClassScan) => readonly TokenId[];
}

/** A section with examples of each class; none where there is nothing to list. */
function examplesSection(
  { vocabulary, classes }: Scan,
  examples: number,
  { of, ...listed }: Listed,
): Section[] {
  const rows = classes
    .filter((one) => of(one).length > 0)
    .map((one) => [className(one.class), count(of(one).length), shown(vocabulary, of(one), examples)]);
  if (rows.length === 0 || examples === 0) return [];
  const columns = [left('class'), right('tokens'), token('of these')] as const;
  return [{ ...listed, table: { columns, rows } }];
}

function overview({ vocabulary, ...scan }: Scan): string {
  const { entries, added } = vocabulary;
  const unreachable = scan.unreachable === null ? [] : [`${count(scan.unreachable)} unreachable`];
  return [
    `${count(entries)} entries${added > 0 ? ` and ${count(added)} added` : ''}`,
    ...unreachable,
    `${count(scan.partial)} pieces of characters`,
    `${count(scan.special)} special`,
    ...(scan.unused > 0 ? [`${count(scan.unused)} kept for later`] : []),
    ...(scan.holes > 0 ? [`${count(scan.holes)} ids without a token`] : []),
  ].join(', ');
}

/** A scan in sections, with so many examples of each class. */
export function scanDocument(scan: Scan, examples: number): Document {
  const { unknown, vocabulary } = scan;
  const notes =
    unknown === null ? [] : [`Which tokens are unreachable is not known: ${unknown.why}; ${unknown.todo}.`];
  return {
    title: `Vocabulary of ${vocabulary.source.path}`,
    overview: overview(scan),
    sections: [
      { ...classSection(scan), notes },
      ...examplesSection(scan, examples, {
        id: 'unreachable',
        title: 'Unreachable',
        lead: 'The text of each is encoded to other tokens; a few may still stand in a longer text.',
        of: ({ unreachable }) => unreachable ?? [],
      }),
      ...examplesSection(scan, examples, {
        id: 'rare',
        title: 'Rare',
        lead: 'The last tenth of what the tokenizer learnt, the last ones first: it learns what is frequent in its data before what is rare.',
        of: ({ rare }) => rare,
      }),
    ],
  };
}
