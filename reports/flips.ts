/** Prompts that became mixed or clean, as reports show them. */

import { shortened } from '../files/index.js';
import { type Column, type CsvValue, language, number, type Section, target, text, viewOf } from './cells.js';
import { count, escapeHidden, plural } from './display/index.js';
import type { FlippedPrompt, Flips, Report } from './types.js';

/** Prompts of each direction that a table lists, and that a sentence names; UTF-16 code units of an id there. */
const LISTED = 20;
const NAMED = 3;
const LONGEST = 40;

interface Row {
  readonly flips: Flips;
  readonly became: 'mixed' | 'clean';
  readonly of: FlippedPrompt;
}

const shownId = ({ prompt }: FlippedPrompt): string => escapeHidden(shortened(prompt, LONGEST));

const share = ({ mixed, of }: FlippedPrompt['candidate']): string => `${count(mixed)}/${count(of)}`;

function rowsOf({ flips }: Report, most: number): Row[] {
  return flips.flatMap((one) => [
    ...one.became_mixed.slice(0, most).map((of): Row => ({ flips: one, became: 'mixed', of })),
    ...one.became_clean.slice(0, most).map((of): Row => ({ flips: one, became: 'clean', of })),
  ]);
}

const columns: readonly Column<Row>[] = [
  { head: 'Candidate', cell: ({ flips }) => target(flips.candidate) },
  { head: 'Became', cell: ({ became }) => text(became) },
  { head: 'Language', cell: ({ of }) => language(of.language) },
  { head: 'Prompt', cell: ({ of }) => text(shortened(of.prompt, LONGEST)) },
  { head: 'Mixed before', align: 'right', cell: ({ of }) => number(share(of.baseline)) },
  { head: 'Mixed after', align: 'right', cell: ({ of }) => number(share(of.candidate)) },
];

/** The prompts, those that changed most first. */
export const flipSection: Section = {
  id: 'flips',
  title: 'Prompts that changed sides',
  lead: ({ flips }) => {
    const isCut = flips.some((one) =>
      [one.became_mixed, one.became_clean].some(({ length }) => length > LISTED),
    );
    return `Prompts without a mixed answer on one side alone, over the repeats that both have scored${isCut ? `: the ${LISTED} of each kind that changed most; the JSON has all of them` : ''}.`;
  },
  view: (report, place) => viewOf(columns, rowsOf(report, LISTED), place),
};

function named(flipped: readonly FlippedPrompt[], of: number): string {
  const ids = flipped.slice(0, NAMED).map(shownId).join(', ');
  return flipped.length === 0 ? '' : ` (${ids}${of > NAMED ? ', …' : ''})`;
}

/** How many prompts there are, whether their names are known or not. */
const countOf = (flips: Flips, became: 'became_mixed' | 'became_clean'): number =>
  flips[became].length + (flips.unnamed?.[became] ?? 0);

/** What flipped, in a sentence. */
export function flipSentence(flips: Flips): string {
  const [mixed, clean] = [countOf(flips, 'became_mixed'), countOf(flips, 'became_clean')];
  return `Of ${plural(flips.prompts, 'shared prompt')} ${count(mixed)} became mixed${named(flips.became_mixed, mixed)}, ${count(clean)} became clean${named(flips.became_clean, clean)}.`;
}

/** The lines of the CSV about a candidate: how many prompts flipped, and each of them. */
export function flipValues({ flips }: Report, candidate: string): CsvValue[] {
  const nothing = { low: null, high: null };
  return flips
    .filter((one) => one.candidate === candidate)
    .flatMap(({ prompts, ...one }) =>
      (['became_mixed', 'became_clean'] as const).flatMap((measure): CsvValue[] => [
        {
          measure,
          count: countOf({ prompts, ...one }, measure),
          of: prompts,
          rate: prompts === 0 ? null : countOf({ prompts, ...one }, measure) / prompts,
          ...nothing,
        },
        ...one[measure].map(({ language: tag, prompt, candidate: { mixed, of } }) => ({
          measure: `${measure} ${prompt}`,
          language: tag,
          count: mixed,
          of,
          rate: mixed / of,
          ...nothing,
        })),
      ]),
    );
}
