/** The language of the script that most of a text is in. */

import { type LanguageTag, policyFor, type ScriptCode } from '../../../detectors/index.js';
import { simulatedLanguages } from '../phrases/index.js';
import { count } from './count.js';
import { hanLanguage } from './han.js';
import { latinLanguage } from './latin.js';
import { arabicLanguage, cyrillicLanguage } from './letters.js';

interface Share {
  readonly scripts: readonly ScriptCode[];
  /** What one of its characters counts. */
  readonly weight: number;
  readonly tell: (text: string) => LanguageTag;
}

/** A character of these says as much as a few letters of an alphabet. */
const SYLLABIC = 2.5;

/** Scripts that several languages are written in, or that are weighed otherwise than an alphabet. */
const SHARED: readonly Share[] = [
  { scripts: ['Latn'], weight: 1, tell: latinLanguage },
  { scripts: ['Hani', 'Hira', 'Kana'], weight: SYLLABIC, tell: hanLanguage },
  { scripts: ['Hang'], weight: SYLLABIC, tell: () => 'ko' },
  { scripts: ['Arab'], weight: 1, tell: arabicLanguage },
  { scripts: ['Cyrl'], weight: 1, tell: cyrillicLanguage },
];

/** The languages that have their script to themselves. */
const alone: readonly Share[] = simulatedLanguages.flatMap((language) => {
  const scripts = policyFor(language)?.scripts ?? [];
  const isShared = SHARED.some((share) => scripts.some((script) => share.scripts.includes(script)));
  return isShared ? [] : [{ scripts, weight: 1, tell: () => language }];
});

const shares = [...SHARED, ...alone].map(({ scripts, weight, tell }) => ({
  letters: new RegExp(`[${scripts.map((script) => `\\p{Script=${script}}`).join('')}]`, 'gu'),
  weight,
  tell,
}));

/** English where `text` has no letters. */
export function languageOfText(text: string): LanguageTag {
  let most = 0;
  let best = (_: string): LanguageTag => 'en';
  for (const { letters, weight, tell } of shares) {
    const share = weight * count(text, letters);
    if (share > most) [most, best] = [share, tell];
  }
  return best(text);
}
