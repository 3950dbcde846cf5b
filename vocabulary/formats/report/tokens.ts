/** What is known of the tokens themselves: the scan, and what training data has of them. */

import { shortened } from '../../../files/index.js';
import { count, NO_NUMBER, percent } from '../../../reports/display/index.js';
import type { CoverageFacts } from '../../coverage/index.js';
import type { ScanFile } from '../../scan/index.js';
import { type Cell, left, right, type Section, token } from '../document/index.js';
import { languageOfClass, listedToken } from '../names.js';
import { classLines, sumOf } from './scripts.js';

interface Listed {
  readonly id: number;
  readonly text: string | null;
}

/** Examples of a class, and UTF-16 code units of each. */
const EXAMPLES = 5;
const LONGEST = 24;

const examples = (name: string | undefined, tokens: readonly Listed[]): Cell => ({
  list: tokens.slice(0, EXAMPLES).map((one) => ({
    text: shortened(listedToken(one), LONGEST),
    language: name === undefined ? undefined : languageOfClass(name),
  })),
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
        left('class'),
        right('tokens'),
        right('unreachable'),
        right('rare'),
        ...(withRare ? [token('rare ones')] : []),
      ],
      rows: [
        ...classLines(scan.classes).map(({ name, class: own, of }) => [
          name,
          count(sumOf(of, (one) => one.tokens)),
          isKnown ? count(sumOf(of, (one) => one.unreachable ?? 0)) : NO_NUMBER,
          count(sumOf(of, (one) => one.rare)),
          ...(withRare
            ? [
                examples(
                  own,
                  of.flatMap((one) => one.rare_examples),
                ),
              ]
            : []),
        ]),
      ],
    },
    notes: isKnown ? [] : [`Which tokens are unreachable is not known: ${scan.unknown ?? ''}.`],
  };
}

export function coverageSection({ totals, least_samples: least, classes }: CoverageFacts): Section {
  const withExamples = classes.some((one) => one.uncovered_examples.length > 0);
  return {
    id: 'coverage',
    title: 'What training data has of it',
    lead: `In how many of ${count(totals.samples)} samples each token is something to write. ${count(totals.uncovered)} of ${count(totals.tokens)} are in fewer than ${least}, ${count(totals.never)} in none.`,
    table: {
      columns: [
        left('class'),
        right('tokens'),
        right('in none'),
        right(`in < ${least}`),
        right('share'),
        ...(withExamples ? [token('of these')] : []),
      ],
      rows: classLines(classes).map(({ name, class: own, of }) => {
        const [tokens, uncovered] = [sumOf(of, (one) => one.tokens), sumOf(of, (one) => one.uncovered)];
        return [
          name,
          count(tokens),
          count(sumOf(of, (one) => one.never)),
          count(uncovered),
          tokens === 0 ? NO_NUMBER : percent(uncovered / tokens),
          ...(withExamples
            ? [
                examples(
                  own,
                  of.flatMap((one) => one.uncovered_examples),
                ),
              ]
            : []),
        ];
      }),
    },
  };
}
