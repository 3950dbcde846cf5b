/** What became of the answers besides their rates of mixing, in sentences: signs of collapse, and how long the answers are. */

import { languageName, percent, plural, times } from './display/index.js';
import type { Sign } from './judging/index.js';
import type { CollapseSign, Comparison, LengthChange } from './types.js';

const did: Readonly<Record<Sign, string>> = {
  repeats: 'repeat those to other prompts',
  copies: 'copy their prompt',
  loops: 'loop',
};

const ORDER: readonly CollapseSign[] = ['repeats', 'copies', 'loops', 'shorter'];

/** Languages that are named; a suite may have fifty. */
const NAMED = 5;

/** What a rate that fell is worth beside this. */
const WORTH = '; that fewer are mixed or in another language is no improvement';

/** Names of things, the last one after "and". */
const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** The rows of mixing by any script where answers got worse: of languages, or of all of them where that is seen in all together only. */
function collapsedRows(rows: readonly Comparison[]): Comparison[] {
  const found = rows.filter(
    ({ measure, script, collapse = [] }) => measure === 'mixing' && script === '*' && collapse.length > 0,
  );
  const languages = found.filter(({ language }) => language !== '*');
  return languages.length > 0 ? languages : found;
}

/** Where answers got worse, as in `in Japanese, Korean and 3 more languages`; nothing for all languages together. */
function placesOf(collapsed: readonly Comparison[]): string {
  const names = collapsed.flatMap(({ language }) => (language === '*' ? [] : [languageName(language)]));
  if (names.length === 0) return '';
  const more = names.length - NAMED;
  return ` in ${listed(more > 0 ? [...names.slice(0, NAMED), `${plural(more, 'more language')}`] : names)}`;
}

/** The sentences about one candidate and baseline; rates and lengths are those of all languages together, or else of the first. */
export function besideOf(rows: readonly Comparison[], lengths: readonly LengthChange[]): string[] {
  const collapsed = collapsedRows(rows);
  const places =
    collapsed.length > 1
      ? ['*', ...collapsed.map(({ language }) => language)]
      : collapsed.map(({ language }) => language);
  const first = <Of extends { readonly language: string }>(those: readonly Of[]): Of | undefined =>
    places.flatMap((place) => those.filter(({ language }) => language === place)).at(0);
  const saysOf = (sign: CollapseSign): string => {
    if (sign === 'shorter') {
      const change = first(lengths);
      return `are ${change === undefined ? 'not' : times(change)} as long, which alone would bring the rate down so far`;
    }
    const row = first(rows.filter(({ measure }) => measure === sign));
    if (row === undefined) return did[sign];
    return `${did[sign]} ${percent(row.baseline_rate.rate)} → ${percent(row.candidate_rate.rate)}`;
  };
  const signs = ORDER.filter((sign) => collapsed.some(({ collapse = [] }) => collapse.includes(sign)));
  const fell = rows.some(({ verdict }) => verdict === 'degraded');
  const whole =
    lengths.find(({ language }) => language === '*') ?? (lengths.length === 1 ? lengths[0] : undefined);
  return [
    ...(signs.length === 0
      ? []
      : [`Answers got worse${placesOf(collapsed)}: they ${listed(signs.map(saysOf))}${fell ? WORTH : ''}.`]),
    ...(whole === undefined || whole.ratio === null
      ? []
      : [`Answers are ${times(whole)} as long as the baseline's.`]),
  ];
}
