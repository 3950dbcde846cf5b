/** The language of the script that most of a text is in. */

import { type LanguageTag, policyFor, type ScriptCode } from '../../../detectors/bare/index.js';
import { phrasesOf, simulatedLanguages } from '../phrases.js';
import { hanLanguage } from './han.js';
import { type Traits, teller } from './traits.js';

interface Share {
  readonly letters: RegExp;
  /** What one of its characters counts. */
  readonly weight: number;
  readonly tell: (text: string) => LanguageTag;
}

/** A character of these says as much as a few letters of an alphabet. */
const SYLLABIC: ReadonlySet<ScriptCode> = new Set(['Hani', 'Hira', 'Kana', 'Hang']);
const SYLLABIC_WEIGHT = 2.5;

/** Scripts of Japanese and Chinese, which are told by their forms. */
const EAST_ASIAN: readonly ScriptCode[] = ['Hani', 'Hira', 'Kana'];

/** English is the answer where nothing tells, so it comes first. */
const byDefault = (a: LanguageTag, b: LanguageTag): number =>
  Number(b === 'en') - Number(a === 'en') || (a < b ? -1 : 1);

function traitsOf(language: LanguageTag): Traits {
  const { words = '', letters } = phrasesOf(language);
  return { language, words, ...(letters !== undefined && { letters }) };
}

/** The scripts of the simulated languages, with what tells the languages of each apart. */
function shares(): Share[] {
  const bySet = new Map<string, LanguageTag[]>();
  for (const language of simulatedLanguages) {
    const { scripts = [] } = policyFor(language) ?? {};
    const set = scripts.includes('Hani') ? EAST_ASIAN.join(' ') : scripts.join(' ');
    bySet.set(set, [...(bySet.get(set) ?? []), language]);
  }
  return [...bySet].map(([set, languages]) => {
    const scripts = set.split(' ');
    return {
      letters: new RegExp(`[${scripts.map((script) => `\\p{Script=${script}}`).join('')}]`, 'gu'),
      weight: scripts.some((script) => SYLLABIC.has(script)) ? SYLLABIC_WEIGHT : 1,
      tell: scripts.includes('Hani') ? hanLanguage : teller(languages.sort(byDefault).map(traitsOf)),
    };
  });
}

let known: readonly Share[] | undefined;

/** English where `text` has no letters. */
export function languageOfText(text: string): LanguageTag {
  known ??= shares();
  let most = 0;
  let best = (_: string): LanguageTag => 'en';
  for (const { letters, weight, tell } of known) {
    const share = weight * (text.match(letters)?.length ?? 0);
    if (share > most) [most, best] = [share, tell];
  }
  return best(text);
}
