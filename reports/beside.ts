/** What became of the answers besides their rates of mixing, in sentences: signs of collapse, and how long the answers are. */

import { languageName, percent, plural, times } from './display/index.js';
import type { CollapseSign, ComparedSign, Comparison, LengthChange } from './types.js';

const did: Readonly<Record<ComparedSign, string>> = {
  repeats: 'repeat those to other prompts',
  copies: 'copy their prompt',
  loops: 'loop',
  empty: 'are empty',
  refused: 'are refusals',
  error: 'never came',
  wrong_language: 'are in another language',
};

const ORDER: readonly CollapseSign[] = [
  'wrong_language',
  'repeats',
  'copies',
  'loops',
  'empty',
  'refused',
  'error',
  'shorter',
  'excused',
];

/** What makes of a baseline no measure for others: its answers are bad by themselves. */
const BAD: readonly CollapseSign[] = ['repeats', 'copies', 'loops', 'empty', 'refused'];

/** Languages that are named; a suite may have fifty. */
const NAMED = 5;

/** Rate of a sign in the baseline's answers, beyond doubt, from which they are no measure for others. */
const COLLAPSED = 0.1;

type Where = Comparison['language'];

/** What is wrong with the answers in a language, or in all of them. */
interface Found {
  readonly language: Where;
  readonly signs: readonly CollapseSign[];
}

/** What a rate that fell is worth beside this. */
const worth = (found: readonly Found[]): string =>
  found.some(({ signs }) => signs.includes('wrong_language'))
    ? '; that fewer are mixed is no improvement'
    : '; that fewer are mixed or in another language is no improvement';

/** Names of things, the last one after "and". */
const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** Language by language; all of them together where it is seen there only. */
function byLanguage(found: readonly Found[]): readonly Found[] {
  const languages = found.filter(({ language }) => language !== '*');
  return languages.length > 0 ? languages : found;
}

/** Where the candidate's answers got worse. */
const gotWorse = (rows: readonly Comparison[]): Found[] =>
  rows.flatMap(({ language, measure, script, collapse = [] }) =>
    measure === 'mixing' && script === '*' && collapse.length > 0 ? [{ language, signs: collapse }] : [],
  );

/** Where the baseline's answers show a sign that is not to be overlooked. */
const wereBad = (rows: readonly Comparison[]): Found[] =>
  [...new Set(rows.map(({ language }) => language))].flatMap((language) => {
    const signs = BAD.filter((sign) =>
      rows.some(
        ({ language: where, measure, baseline_rate: { low } }) =>
          where === language && measure === sign && (low ?? 0) >= COLLAPSED,
      ),
    );
    return signs.length === 0 ? [] : [{ language, signs }];
  });

/** As in ` in Japanese, Korean and 3 more languages`; nothing for all languages together. */
function placesOf(found: readonly Found[]): string {
  const names = found.flatMap(({ language }) => (language === '*' ? [] : [languageName(language)]));
  if (names.length === 0) return '';
  const more = names.length - NAMED;
  return ` in ${listed(more > 0 ? [...names.slice(0, NAMED), `${plural(more, 'more language')}`] : names)}`;
}

/** Of rows by language the one to tell of a sign: of all languages where it was found in several, else of the first where it was found. */
function rowFor<Row extends { readonly language: Where }>(
  sign: CollapseSign,
  found: readonly Found[],
  rows: readonly Row[],
): Row | undefined {
  const own = found.flatMap(({ language, signs }) => (signs.includes(sign) ? [language] : []));
  const places: readonly Where[] = own.length > 1 ? ['*', ...own] : own;
  return places.flatMap((place) => rows.filter(({ language }) => language === place)).at(0);
}

/** What the answers do, in a list; a part that is about one of several languages names it. */
function listOf(
  found: readonly Found[],
  rows: readonly Comparison[],
  lengths: readonly LengthChange[],
  rate: (row: Comparison) => string,
): string {
  const inOf = ({ language }: { readonly language: Where }): string =>
    found.length > 1 && language !== '*' ? ` in ${languageName(language)}` : '';
  const partOf = (sign: CollapseSign): string[] => {
    if (sign === 'shorter') {
      const change = rowFor(sign, found, lengths);
      if (change === undefined) return [];
      return [
        `they are ${times(change)} as long${inOf(change)}, which alone would bring the rate down so far`,
      ];
    }
    if (sign === 'excused') {
      const place = found.find(({ signs }) => signs.includes(sign));
      return place === undefined
        ? []
        : [
            `more of them hold what only the prompt excuses${inOf(place)}, with which the rate has not fallen`,
          ];
    }
    const row = rowFor(
      sign,
      found,
      rows.filter(({ measure }) => measure === sign),
    );
    return row === undefined ? [] : [`${rate(row)} ${did[sign]}${inOf(row)}`];
  };
  return listed(ORDER.filter((sign) => found.some(({ signs }) => signs.includes(sign))).flatMap(partOf));
}

/** The sentences about one candidate and baseline. */
export function besideOf(rows: readonly Comparison[], lengths: readonly LengthChange[]): string[] {
  const [worse, bad] = [byLanguage(gotWorse(rows)), byLanguage(wereBad(rows))];
  const change = listOf(
    worse,
    rows,
    lengths,
    ({ baseline_rate: before, candidate_rate: after }) => `${percent(before.rate)} → ${percent(after.rate)}`,
  );
  const before = listOf(bad, rows, lengths, ({ baseline_rate: { rate } }) => percent(rate));
  const fell = rows.some(({ verdict }) => verdict === 'degraded');
  const whole =
    lengths.find(({ language }) => language === '*') ?? (lengths.length === 1 ? lengths[0] : undefined);
  const isTold = rowFor('shorter', worse, lengths)?.ratio === whole?.ratio;
  return [
    ...(worse.length === 0
      ? []
      : [`Answers got worse${placesOf(worse)}: ${change}${fell ? worth(worse) : ''}.`]),
    ...(bad.length === 0
      ? []
      : [`The baseline's own answers are bad${placesOf(bad)}: ${before}; a change from there says little.`]),
    ...(whole === undefined || whole.ratio === null || isTold
      ? []
      : [`Answers are ${times(whole)} as long as the baseline's.`]),
  ];
}
