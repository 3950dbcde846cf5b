/** The language that a text asks for by its English name. */

import type { LanguageTag } from '../../../detectors/index.js';
import { simulatedLanguages } from '../phrases.js';

const english = new Intl.DisplayNames('en', { type: 'language' });

/** English names of the languages, lower-case; those that people use beside CLDR's come last. */
const named: ReadonlyMap<string, LanguageTag> = new Map([
  ...simulatedLanguages.map((tag) => [(english.of(tag) ?? tag).toLowerCase(), tag] as const),
  ['bengali', 'bn'],
  ['chinese', 'zh-Hans'],
  ['farsi', 'fa'],
]);

const NAMES = [...named.keys()].sort((a, b) => b.length - a.length).join('|');

/** "in Korean." and "Respond in Korean about ...", but not "in Korean cooking". */
const REQUEST = new RegExp(
  `\\b(?:respond|reply|answer|write|speak|explain)(?: \\w+)? in (${NAMES})\\b|` +
    `\\bin (${NAMES})(?=\\s*(?:$|[^\\s\\p{L}]|only\\b|please\\b|language\\b|and\\b|with\\b|about\\b))`,
  'giu',
);

/** Longest clause before a request, in code units. */
const CLAUSE = 120;

/** What makes a request one to do something else: "do not write in Russian". */
const NEGATED = /(?:\b(?:not|never|no|without|avoid|stop)\b|n['’]t\b|\bdont\b)[^.!?\n]*$/iu;

/** The last one that `text` asks for. */
export function requestedLanguage(text: string): LanguageTag | undefined {
  const last = [...text.matchAll(REQUEST)].findLast(
    ({ index }) => !NEGATED.test(text.slice(Math.max(0, index - CLAUSE), index)),
  );
  return last && named.get((last[1] ?? last[2] ?? '').toLowerCase());
}
