/** What is known of the tokens themselves: the scan, and what training data has of them. */

import { count, NO_NUMBER, percent } from '../../../reports/display/index.js';
import type { CoverageFacts } from '../../coverage/index.js';
import type { ScanFile } from '../../scan/index.js';
import type { Cell, Section } from '../document/index.js';
import { className, languageOfClass, listedToken } from '../names.js';

interface Listed {
  readonly id: number;
  readonly text: string | null;
}

/** Examples of a class. */
const EXAMPLES = 5;

const examples = (name: string, tokens: readonly Listed[]): Cell => ({
  text: tokens.slice(0, EXAMPLES).map(listedToken).join('  '),
  language: languageOfClass(name),
});

export function scanSection(scan: ScanFile): Section {
  const isKnown = scan.unreachable !== null;
  const withRare = scan.classes.some((one) => one.rare_examples.length > 0);
  return {
    id: 'scan',
    title: 'The vocabulary',
    lead: 'Tokens by the scripts of their letters. Unreachable: the text of the token is encoded to others. Rare: of the last tenth that the tokenizer learnt.',
    table: {
      columns: [
        { head: 'class', align: 'left' },
        { head: 'tokens', align: 'right' },
        { head: 'unreachable', align: 'right' },
        { head: 'rare', align: 'right' },
        ...(withRare ? [{ head: 'rare ones', align: 'left' as const, code: true }] : []),
      ],
      rows: [
        ...scan.classes.map((one) => [
          className(one.class),
          count(one.tokens),
          one.unreachable === null ? NO_NUMBER : count(one.unreachable),
          count(one.rare),
          ...(withRare ? [examples(one.class, one.rare_examples)] : []),
        ]),
      ],
    },
    notes: isKnown ? [] : [`Which tokens are unreachable is not known: ${scan.unknown ?? ''}.`],
  };
}

export function coverageSection({ totals, least_samples: least, classes }: CoverageFacts): Section {
  const withExamples = classes.some((one) => one.uncovered_examples.length > 0);
  const shareOf = (part: number, all: number): string => (all === 0 ? NO_NUMBER : percent(part / all));
  return {
    id: 'coverage',
    title: 'What training data has of it',
    lead: `In how many of ${count(totals.samples)} samples each token is something to write. ${count(totals.uncovered)} of ${count(totals.tokens)} are in fewer than ${least}, ${count(totals.never)} in none.`,
    table: {
      columns: [
        { head: 'class', align: 'left' },
        { head: 'tokens', align: 'right' },
        { head: 'in none', align: 'right' },
        { head: `in < ${least}`, align: 'right' },
        { head: 'share', align: 'right' },
        ...(withExamples ? [{ head: 'of these', align: 'left' as const, code: true }] : []),
      ],
      rows: classes.map((one) => [
        className(one.class),
        count(one.tokens),
        count(one.never),
        count(one.uncovered),
        shareOf(one.uncovered, one.tokens),
        ...(withExamples ? [examples(one.class, one.uncovered_examples)] : []),
      ]),
    },
  };
}
