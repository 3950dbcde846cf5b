/** Which language a request wants its answer in, told from its text alone. */

import type { LanguageTag } from '../../detectors/index.js';
import { simulatedLanguages } from './phrases/index.js';
import type { Message } from './request.js';

/** Small words and letters that tell the languages in Latin script apart. English is the answer where nothing does. */
const LATIN: readonly (readonly [LanguageTag, string, RegExp])[] = [
  [
    'en',
    'the and of to is are what how why do does with for that this write explain give list your my',
    /$^/,
  ],
  [
    'de',
    'der die das und ist nicht ein eine einen wie was warum mit für auf von den dem schreibe erkläre bitte ich du mir',
    /[äöüß]/i,
  ],
  [
    'fr',
    'le la les des et est une un du que pour dans avec qui comment pourquoi écris explique vous sur je',
    /[œêèùç]/i,
  ],
  ['es', 'el la los las y es una un que por para con en del cómo qué escribe explica se mi', /[ñ¿¡]/i],
  ['it', 'il lo la gli che è di una un per con come perché scrivi spiega sono della nel più mio', /[òì]/i],
  ['pt', 'o a os as e é uma um que não para com como em do da escreva explique por meu', /[ãõ]/i],
  ['tr', 've bir bu için ile nasıl ne neden mi mı nedir yaz açıkla bana olan gibi çok', /[ğşı]/i],
  [
    'vi',
    'và là của một các cho với như thế nào hãy viết giải thích tại sao những trong',
    /[ơưđạảấầẩậắằẵặẹẻẽếềểễệịỉọỏốồổộớờởợụủứừửữựỳỵỷỹ]/i,
  ],
  [
    'id',
    'yang dan di dengan untuk adalah itu ini apa bagaimana mengapa tulis jelaskan tidak dari pada saya',
    /$^/,
  ],
];

const words: ReadonlyMap<string, readonly LanguageTag[]> = LATIN.reduce((map, [language, list]) => {
  for (const word of list.split(' ')) map.set(word, [...(map.get(word) ?? []), language]);
  return map;
}, new Map<string, LanguageTag[]>());

/** Words looked at; a request says early what language it is in. */
const LATIN_WORDS = 200;

function latinLanguage(text: string): LanguageTag {
  const found = new Map<LanguageTag, number>();
  const count = (language: LanguageTag): void => {
    found.set(language, (found.get(language) ?? 0) + 1);
  };
  for (const word of (text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []).slice(0, LATIN_WORDS)) {
    for (const language of words.get(word) ?? []) count(language);
    for (const [language, , letters] of LATIN) if (letters.test(word)) count(language);
  }
  let best: LanguageTag = 'en';
  for (const [language, times] of found) if (times > (found.get(best) ?? 0)) best = language;
  return best;
}

const SIMPLIFIED = /[这个们对说话过还进门问题关学国会来时为请写给让开长车东发现动种两样头气电书认识几]/gu;
const TRADITIONAL = /[這個們對說話過還進門問題關學國會來時為請寫給讓開長車東發現動種兩樣頭氣電書認識幾]/gu;

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function chinese(text: string): LanguageTag {
  return count(text, TRADITIONAL) > count(text, SIMPLIFIED) ? 'zh-Hant' : 'zh-Hans';
}

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** A character of these says as much as a few letters of an alphabet. */
const SYLLABIC = 2.5;

/** The language of the script that most of `text` is in. */
function languageOfText(text: string): LanguageTag {
  const kana = count(text, KANA);
  const han = count(text, /\p{Script=Han}/gu);
  const shares: readonly (readonly [number, (text: string) => LanguageTag])[] = [
    [count(text, /\p{Script=Latin}/gu), latinLanguage],
    [SYLLABIC * (kana + han), kana > 0 ? () => 'ja' : chinese],
    [SYLLABIC * count(text, /\p{Script=Hangul}/gu), () => 'ko'],
    [count(text, /\p{Script=Arabic}/gu), () => 'ar'],
    [count(text, /\p{Script=Devanagari}/gu), () => 'hi'],
    [count(text, /\p{Script=Cyrillic}/gu), () => 'ru'],
  ];
  const [weight, language] = shares.reduce((most, share) => (share[0] > most[0] ? share : most));
  return weight === 0 ? 'en' : language(text);
}

const english = new Intl.DisplayNames('en', { type: 'language' });

/** English names of the languages, lower-case. */
const named: ReadonlyMap<string, LanguageTag> = new Map([
  ...simulatedLanguages.map((tag) => [(english.of(tag) ?? tag).toLowerCase(), tag] as const),
  ['chinese', 'zh-Hans'],
]);

const NAMES = [...named.keys()].sort((a, b) => b.length - a.length).join('|');

/** "in Korean." and "Respond in Korean about ...", but not "in Korean cooking". */
const REQUEST = new RegExp(
  `\\b(?:respond|reply|answer|write|speak|explain)(?: \\w+)? in (${NAMES})\\b|` +
    `\\bin (${NAMES})(?=\\s*(?:$|[^\\s\\p{L}]|only\\b|please\\b|language\\b|and\\b|with\\b|about\\b))`,
  'giu',
);

function requestedLanguage(text: string): LanguageTag | undefined {
  const last = [...text.matchAll(REQUEST)].at(-1);
  return last && named.get((last[1] ?? last[2] ?? '').toLowerCase());
}

/**
 * BCP 47 tag of the language to answer in: the one that the last user message or else a system message asks for by its English
 * name ("Reply in Chinese."), otherwise the one that the last user message is in.
 */
export function languageOf(messages: readonly Message[]): LanguageTag {
  const user = messages.findLast(({ role }) => role === 'user')?.text ?? '';
  const system = messages.filter(({ role }) => role === 'system' || role === 'developer');
  return (
    requestedLanguage(user) ??
    requestedLanguage(system.map(({ text }) => text).join('\n')) ??
    languageOfText(user)
  );
}
