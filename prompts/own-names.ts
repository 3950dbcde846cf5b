/** What a language calls itself: a prompt that names its own language most often asks to answer in it. */

import { primaryLanguage } from '../detectors/index.js';

/** Names, with the endings that a request has; where the people are called the same, only what is the language. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  ar: ['العربية', 'بالعربي', 'فصحى'],
  bn: ['বাংলা'],
  cs: ['češtin', 'česky'],
  de: ['deutsch', 'hochdeutsch'],
  el: ['ελληνικά', 'ελληνική γλώσσα'],
  en: ['English'],
  es: ['español', 'castellano'],
  fa: ['فارسی'],
  fr: ['français'],
  he: ['עברית'],
  hi: ['हिंदी', 'हिन्दी'],
  id: ['bahasa Indonesia'],
  it: ['italiano'],
  ja: ['日本語', '和文', '標準語'],
  ko: ['한국어', '한국말', '우리말', '표준어'],
  ms: ['bahasa Melayu', 'bahasa Malaysia'],
  nl: ['Nederlands'],
  pl: ['po polsku', 'polszczy', 'języku polskim', 'język polski'],
  pt: ['português', 'língua portuguesa'],
  ro: ['română', 'românește'],
  ru: ['русском', 'русский язык', 'русского языка', 'по-русски'],
  sv: ['svenska'],
  sw: ['Kiswahili'],
  ta: ['தமிழ'],
  te: ['తెలుగు'],
  th: ['ภาษาไทย'],
  tr: ['Türkçe'],
  uk: ['українською', 'українська мова', 'української мови', 'українській мові'],
  ur: ['اردو'],
  vi: ['tiếng Việt'],
  zh: [
    '中文',
    '汉语',
    '漢語',
    '华语',
    '華語',
    '普通话',
    '國語',
    '国语',
    '白话',
    '白話',
    '简体',
    '簡體',
    '繁体',
    '繁體',
  ],
};

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** As Unicode CLDR has it. */
function nameInItself(language: string): string {
  return new Intl.DisplayNames([language, 'en'], { type: 'language' }).of(language) ?? language;
}

const known = new Map<string, RegExp>();

/** Finds any of the names that a language has in itself. */
export function namesOfItself(language: string): RegExp {
  const found = known.get(language);
  if (found !== undefined) return found;
  const base = primaryLanguage(language);
  const names = new RegExp((NAMES[base] ?? [nameInItself(base)]).map(escaped).join('|'), 'iu');
  known.set(language, names);
  return names;
}
